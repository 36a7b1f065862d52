import { expect } from "chai";
import fc from "fast-check";
import { findGasLimit } from "../../src/bootloader/estimate.ts";
import type { Attempt } from "../../src/bootloader/estimate.ts";
import { ExecutionReverted } from "../../src/bootloader/execution-reverted.ts";
import { ExoticGas } from "../../src/bootloader/exotic-gas.ts";
import { MAX_COMPUTE_GAS } from "../../src/bootloader/gas.ts";
import type { Address } from "../../src/primitives/hex.ts";
import { SystemAddress } from "../../src/primitives/system-addresses.ts";
import { Halt, HaltKind } from "../../src/transactions/halt.ts";
import type { CallFrame } from "../../src/vm/call-frame.ts";

const OVERHEAD = 10_000n;
const PRICE = 168n;
const MOST = MAX_COMPUTE_GAS + 760_000n * PRICE;
const NOTHING_DONE: Attempt = { pubdata: 0n, gasUsed: OVERHEAD, trace: [] };
const reverted = () => new ExecutionReverted(new Uint8Array(0));

/** A transaction to estimate, which decides for each gas limit whether it is enough. */
interface Estimated {
  /** Bytes it publishes. */
  readonly bytes?: bigint;
  /** Gas it uses for computation; all there is if not given, so that no step of the search is foreseen. */
  readonly compute?: bigint;
  /** Whom it calls with a gas limit. */
  readonly calls?: (gasLimit: bigint) => Address;
}

/** Estimates a transaction; returns the limits that were tried as well. */
async function estimate(
  isEnough: (gasLimit: bigint) => boolean,
  { bytes = 0n, compute = MAX_COMPUTE_GAS, calls = () => SystemAddress.Zero }: Estimated = {},
) {
  const tried: bigint[] = [];
  const run = async (gasLimit: bigint): Promise<Attempt> => {
    tried.push(gasLimit);
    if (!isEnough(gasLimit)) throw reverted();
    const gasUsed = compute + bytes * PRICE + OVERHEAD;
    return { pubdata: bytes, gasUsed, trace: [callTo(calls(gasLimit))] };
  };
  const found = await findGasLimit(run, { overhead: OVERHEAD, gasPerPubdata: PRICE }).catch(
    (error: unknown) => error,
  );
  return { found, tried };
}

function callTo(to: Address): CallFrame {
  const none = new Uint8Array(0);
  return {
    type: "call",
    from: SystemAddress.Bootloader,
    to,
    value: 0n,
    gas: 0n,
    gasUsed: 0n,
    input: none,
    output: none,
    calls: [],
  };
}

describe("The search for a gas limit", () => {
  it("finds what it would find step by step, in half as many, where a transaction makes the same calls", () =>
    fc.assert(
      fc.asyncProperty(
        fc.bigInt({ min: 0n, max: 70_000_000n }),
        fc.bigInt({ min: 0n, max: 130n }),
        fc.bigInt({ min: 0n, max: 2_000n }),
        async (compute, reserve, bytes) => {
          // More than it uses, for a call passes on 63 parts in 64 of what there is.
          const needed = compute + (compute * reserve) / 1_000n + bytes * PRICE + OVERHEAD;
          const isEnough = (gas: bigint) => gas >= needed;
          const long = await estimate(isEnough, { bytes });
          const short = await estimate(isEnough, { bytes, compute });
          expect(short.found).to.deep.equal(long.found);
          expect(short.tried.length).to.be.at.most(long.tried.length + 1);
          if (compute < 2_000_000n) expect(short.tried.length).to.be.at.most(long.tried.length - 3);
        },
      ),
    ));

  it("foresees no step of a transaction that calls others with less gas, or fails with it", async () => {
    const isEnough = (gas: bigint) => gas < 30_000_000n || gas > 50_000_000n;
    const other = (gas: bigint) => (gas > 50_000_000n ? SystemAddress.Zero : SystemAddress.Bootloader);
    const { found } = await estimate(isEnough, { compute: 1_000_000n, calls: other });
    expect(found as bigint).to.satisfy((gas: bigint) => gas > 50_000_000n);
    const late = await estimate((gas) => gas > 50_000_000n, { compute: 1_000_000n });
    expect(late.found as bigint).to.satisfy((gas: bigint) => gas > 50_000_000n);
  });

  it("starts with a batch's worth of gas, then bisects the gas for computation", async () => {
    const { tried } = await estimate(() => true, { bytes: 100n });
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
          const { found, tried } = await estimate((gas) => gas >= needed + OVERHEAD, { bytes });
          const found10 = ((found as bigint) - OVERHEAD) * 10n;
          expect(found10 >= needed * 13n - 10n && found10 <= (needed + 1_001n) * 13n).to.equal(true);
          expect(tried.length).to.be.at.most(20);
        },
      ),
    ));

  it("ends for a transaction that used less than its share of the batch", async () => {
    const run = async (gasLimit: bigint): Promise<Attempt> => {
      if (gasLimit < 500_000n) throw reverted();
      return { ...NOTHING_DONE, gasUsed: 0n };
    };
    const found = await findGasLimit(run, { overhead: 400_000n, gasPerPubdata: PRICE });
    expect(Number(found)).to.be.within(530_000, 532_000);
  });

  it("never suggests more gas than a batch has", async () => {
    const { found } = await estimate((gas) => gas >= MOST, { bytes: 760_000n });
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
        return NOTHING_DONE;
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
        return NOTHING_DONE;
      },
      { overhead: OVERHEAD, gasPerPubdata: PRICE },
    );
    expect(Number(found)).to.be.within(640_000, 650_000);
  });
});
