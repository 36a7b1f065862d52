import { expect } from "chai";
import fc from "fast-check";
import { findGasLimit } from "../../src/bootloader/estimate.ts";
import { ExecutionReverted } from "../../src/bootloader/execution-reverted.ts";
import { ExoticGas } from "../../src/bootloader/exotic-gas.ts";
import { MAX_COMPUTE_GAS } from "../../src/bootloader/gas.ts";
import { Halt, HaltKind } from "../../src/transactions/halt.ts";

const OVERHEAD = 10_000n;
const PRICE = 168n;
const MOST = MAX_COMPUTE_GAS + 760_000n * PRICE;
const reverted = () => new ExecutionReverted(new Uint8Array(0));

/** Estimates a transaction that decides for each gas limit whether it is enough; returns what was tried. */
async function estimate(isEnough: (gasLimit: bigint) => boolean, bytes = 0n) {
  const tried: bigint[] = [];
  const run = async (gasLimit: bigint): Promise<bigint> => {
    tried.push(gasLimit);
    if (!isEnough(gasLimit)) throw reverted();
    return bytes;
  };
  const found = await findGasLimit(run, { overhead: OVERHEAD, gasPerPubdata: PRICE }).catch(
    (error: unknown) => error,
  );
  return { found, tried };
}

describe("The search for a gas limit", () => {
  it("starts with a batch's worth of gas, then bisects the gas for computation", async () => {
    const { tried } = await estimate(() => true, 100n);
    const published = 100n * PRICE;
    expect(tried.slice(0, 3)).to.deep.equal([
      MOST,
      published + MAX_COMPUTE_GAS / 2n + OVERHEAD,
      published + MAX_COMPUTE_GAS / 4n + OVERHEAD,
    ]);
  });

  it("finds the least gas to within a thousand, with the chain's margin on it but not on the share of the batch", () =>
    fc.assert(
      fc.asyncProperty(
        fc.bigInt({ min: 0n, max: 60_000_000n }),
        fc.bigInt({ min: 0n, max: 10_000n }),
        async (compute, bytes) => {
          const needed = compute + bytes * PRICE;
          const { found, tried } = await estimate((gas) => gas >= needed + OVERHEAD, bytes);
          const found10 = ((found as bigint) - OVERHEAD) * 10n;
          expect(found10 >= needed * 13n - 10n && found10 <= (needed + 1_001n) * 13n).to.equal(true);
          expect(tried.length).to.be.at.most(20);
        },
      ),
    ));

  it("never suggests more gas than a batch has", async () => {
    const { found } = await estimate((gas) => gas >= MOST, 760_000n);
    expect(found).to.equal(MOST);
  });

  it("reports at once why a transaction fails with the maximum gas", async () => {
    const { found, tried } = await estimate(() => false);
    expect(found).to.be.instanceOf(ExecutionReverted);
    expect(tried).to.deep.equal([MOST]);
  });

  it("treats a failure with plenty of gas as too little gas, like the chain's API", async () => {
    // Fails between 30 and 50 million: half of the maximum is too little, so the search continues above it.
    const { found } = await estimate((gas) => gas < 30_000_000n || gas > 50_000_000n);
    expect(found as bigint).to.satisfy((gas: bigint) => gas > 50_000_000n);
  });

  it("refuses to suggest gas with which the transaction fails", async () => {
    const { found } = await estimate((gas) => {
      const compute = gas - OVERHEAD;
      return compute >= 1_000_000n && (compute < 1_290_000n || compute > 1_310_000n);
    });
    expect(found).to.be.instanceOf(ExoticGas);
  });

  it("does not mistake an internal error of the node for too little gas", async () => {
    const broken = findGasLimit(
      async (gas) => {
        if (gas !== MOST) throw new TypeError("broken");
        return 0n;
      },
      { overhead: OVERHEAD, gasPerPubdata: PRICE },
    );
    const error = await broken.catch((e: unknown) => e);
    expect(error).to.be.instanceOf(TypeError);
  });

  it("treats a halt as too little gas, too", async () => {
    const found = await findGasLimit(
      async (gas) => {
        if (gas < 500_000n) throw new Halt(HaltKind.ValidationOutOfGas, "out", "out");
        return 0n;
      },
      { overhead: OVERHEAD, gasPerPubdata: PRICE },
    );
    expect(Number(found)).to.be.within(640_000, 650_000);
  });
});
