import { expect } from "chai";
import fc from "fast-check";
import { utils } from "zksync-ethers";
import type { TransactionOutcome } from "../../src/bootloader/outcome.ts";
import { SystemAddress } from "../../src/primitives/system-addresses.ts";
import { pubdataLength } from "../../src/pubdata/pubdata.ts";
import { Halt, HaltKind } from "../../src/transactions/halt.ts";
import { compile } from "../helpers/compile.ts";
import { BASE_FEE, LocalChain, OTHER } from "../helpers/local-chain.ts";
import type { Deployed } from "../helpers/local-chain.ts";
import { eoaAddress, signedByEoa, withCustomSignature } from "../helpers/signed-transaction.ts";
import { FULL, PUBLISHER_SOURCE } from "../pubdata/publisher.ts";

const ETHER = 10n ** 18n;
/** Counts the bytes of a word that is written for the first time and uses all of its 32 bytes. */
const FULL_SLOT = 32 + 33;
const HIGHEST = 50_000n;

describe("The bootloader's pubdata", () => {
  let chain: LocalChain;
  let account: Deployed;
  let paymaster: Deployed;

  before(function () {
    this.timeout(30_000);
    compile(PUBLISHER_SOURCE);
  });

  beforeEach(async () => {
    chain = new LocalChain();
    const contracts = compile(PUBLISHER_SOURCE);
    account = await chain.deploy(contracts.get("PublishingAccount")!);
    paymaster = await chain.deploy(contracts.get("PublishingPaymaster")!);
    chain.world.setAccountVersion(account.address, 1);
    for (const address of [account.address, paymaster.address, eoaAddress]) {
      chain.world.setBalance(address, 1_000n * ETHER);
    }
  });

  interface Sending {
    readonly inValidation?: number;
    readonly inExecution?: number;
    readonly gasLimit?: bigint;
    readonly price?: bigint;
    readonly sponsored?: boolean;
  }

  async function send({ inValidation = 0, inExecution = 0, ...options }: Sending) {
    const { gasLimit = 200_000_000n, price = 84n, sponsored = false } = options;
    await chain.transact(account, "setCounts", [inValidation, inExecution]);
    const paymasterParams = utils.getPaymasterParams(paymaster.address, {
      type: "General",
      innerInput: "0x",
    });
    const fields = {
      from: account.address,
      to: OTHER,
      gasLimit,
      nonce: Number(chain.world.minNonce(account.address)),
      customData: sponsored ? { paymasterParams } : {},
    };
    const block = { ...chain.block, gasPerPubdata: price };
    return chain.bootloader.run(withCustomSignature(fields, "0x12"), block);
  }

  const word = async (key: number) => (await chain.read(account, "words", [key]))[0];
  const bytesOf = ({ costs }: TransactionOutcome) => BigInt(pubdataLength(costs.pubdata));

  it("is charged at the block's price, even if the transaction offers more", async () => {
    const [cheap, dear] = [await send({ inExecution: 3 }), await send({ inExecution: 3, price: 1_000n })];
    expect(cheap.costs.gasPerPubdata).to.equal(84n);
    // The second one writes the value that is already there.
    expect(cheap.costs.pubdata.stateDiffs - dear.costs.pubdata.stateDiffs).to.be.at.least(3 * FULL_SLOT);
    expect(dear.gasUsed > bytesOf(dear) * 1_000n).to.equal(true);
  });

  it("adds exactly the cost of its bytes to the gas of computation", () =>
    fc.assert(
      fc.asyncProperty(fc.nat(20), fc.bigInt({ min: 0n, max: HIGHEST }), async (inExecution, price) => {
        const mark = chain.world.mark();
        const free = await send({ inExecution, price: 0n });
        chain.world.undoTo(mark);
        const paid = await send({ inExecution, price });
        chain.world.undoTo(mark);
        expect(bytesOf(paid)).to.equal(bytesOf(free));
        expect(paid.gasUsed - free.gasUsed).to.equal(bytesOf(paid) * price);
      }),
      { numRuns: 25 },
    ));

  it("that the remaining gas cannot pay for undoes the entire body, but not validation, nonce and fee", async () => {
    const nonce = chain.world.minNonce(account.address);
    const outcome = await send({ inValidation: 1, inExecution: 20, gasLimit: 30_000_000n, price: HIGHEST });
    expect(outcome.status).to.equal(0);
    expect(outcome.returnData).to.have.length(0);
    expect(outcome.trace.at(-1)!.error).to.equal("not enough gas for the published data");
    expect([await word(0), await word(1000)]).to.deep.equal([FULL, 0n]);
    expect(chain.world.minNonce(account.address)).to.equal(nonce + 1n);
    // Computation has lost all its gas: nothing is refunded.
    expect(outcome.gasUsed).to.equal(30_000_000n);
    expect(chain.world.balance(SystemAddress.Zero)).to.equal(30_000_000n * BASE_FEE);
  });

  it("can be paid with the gas above a transaction's limit for computation", async () => {
    const bytes = BigInt(20 * FULL_SLOT + 200);
    const outcome = await send({
      inExecution: 20,
      gasLimit: 80_000_000n + bytes * HIGHEST,
      price: HIGHEST,
    });
    expect([outcome.status, await word(1019)]).to.deep.equal([1, FULL]);
  });

  it("of validation keeps the transaction out when the remaining gas cannot pay for it", async () => {
    const nonce = chain.world.minNonce(account.address);
    const refused = await send({ inValidation: 20, gasLimit: 5_000_000n, price: HIGHEST }).catch(
      (error: unknown) => error,
    );
    expect(refused).to.be.instanceOf(Halt);
    expect((refused as Halt).kind).to.equal(HaltKind.ValidationOutOfGas);
    expect([chain.world.minNonce(account.address), await word(0)]).to.deep.equal([nonce, 0n]);
  });

  it("of a body is charged together with that of validation", async () => {
    const mark = chain.world.mark();
    for (const [inValidation, inExecution, status] of [
      [10, 0, 1],
      [0, 10, 1],
      [10, 10, 0],
    ]) {
      const outcome = await send({ inValidation, inExecution, gasLimit: 60_000_000n, price: HIGHEST });
      expect(outcome.status).to.equal(status);
      chain.world.undoTo(mark);
    }
  });

  it("of postTransaction is undone alone when it is not paid for", async () => {
    await chain.transact(paymaster, "setCount", [100]);
    const outcome = await send({ inExecution: 1, gasLimit: 200_000_000n, price: HIGHEST, sponsored: true });
    expect([outcome.status, await word(1000)]).to.deep.equal([1, FULL]);
    expect(await chain.read(paymaster, "words", [1])).to.deep.equal([0n]);
    expect(await chain.read(paymaster, "lastRefund")).to.deep.equal([1n]);
  });

  it("is excluded from the refund that a paymaster is told", async () => {
    await chain.transact(paymaster, "setCount", [0]);
    const { gasUsed, costs } = await send({
      inExecution: 5,
      gasLimit: 300_000_000n,
      price: 10_000n,
      sponsored: true,
    });
    const [told] = (await chain.read(paymaster, "lastRefund")) as [bigint];
    const given = 300_000_000n - gasUsed;
    expect(costs.pubdata.stateDiffs).to.be.greaterThan(5 * FULL_SLOT);
    // The refund is less by what the postTransaction call itself computed and published.
    expect(Number(told - given)).to.be.within(0, 1_500_000);
  });

  it("of bytecodes keeps the body from running when it is not paid for", async () => {
    const { bytecode } = compile(PUBLISHER_SOURCE).get("Publisher")!;
    const hash = utils.hashBytecode(bytecode);
    const tx = signedByEoa({
      to: OTHER,
      value: 1n,
      gasLimit: 10_000_000n,
      customData: { factoryDeps: [bytecode] },
    });
    const outcome = await chain.bootloader.run(tx, { ...chain.block, gasPerPubdata: HIGHEST });
    expect([outcome.status, outcome.gasUsed]).to.deep.equal([0, 10_000_000n]);
    expect(chain.world.isKnown(`0x${Buffer.from(hash).toString("hex")}`)).to.equal(false);
    expect(chain.world.balance(OTHER)).to.equal(0n);
  });

  it("costs an impersonated sender nothing, but must fit in the gas limit all the same", async () => {
    const fields = { to: account.address, gasLimit: 20_000_000n };
    const data = (count: number) => account.abi.encodeFunctionData("setCounts", [1n << 255n, count]);
    const block = { ...chain.block, gasPerPubdata: HIGHEST };
    const run = (count: number, gasLimit: bigint) =>
      chain.bootloader.run(
        { ...signedByEoa({ ...fields, gasLimit }), data: Buffer.from(data(count).slice(2), "hex") },
        block,
        { impersonated: true },
      );
    const unpaid = await run(1, 1_000_000n);
    expect([unpaid.status, unpaid.costs.pubdata.stateDiffs]).to.deep.equal([0, 32 + 2]);
    expect((await run(1, 20_000_000n)).status).to.equal(1);
  });
});
