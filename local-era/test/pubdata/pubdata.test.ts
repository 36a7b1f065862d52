import { expect } from "chai";
import fc from "fast-check";
import { toHex } from "../../src/primitives/hex.ts";
import { SystemAddress } from "../../src/primitives/system-addresses.ts";
import { compressedBytecodeLength } from "../../src/pubdata/compressed-bytecode.ts";
import { compressedValueLength } from "../../src/pubdata/compressed-value.ts";
import type { Pubdata } from "../../src/pubdata/pubdata.ts";
import { compile } from "../helpers/compile.ts";
import { LocalChain } from "../helpers/local-chain.ts";
import type { Deployed } from "../helpers/local-chain.ts";
import { PUBLISHER_SOURCE } from "./publisher.ts";

/** Counts what any transaction of an impersonated sender publishes: the nonce, incremented by one. */
const NONCE = 5 + 2;
const INITIAL = 32;
const REPEATED = 5;

describe("Pubdata", () => {
  let chain: LocalChain;
  let publisher: Deployed;

  before(function () {
    this.timeout(30_000);
    compile(PUBLISHER_SOURCE);
  });

  beforeEach(async () => {
    chain = new LocalChain();
    publisher = await chain.deploy(compile(PUBLISHER_SOURCE).get("Publisher")!);
  });

  async function published(name: string, ...args: unknown[]): Promise<Pubdata> {
    return (await chain.transact(publisher, name, args)).costs.pubdata;
  }

  const stateDiffs = async (name: string, ...args: unknown[]) =>
    (await published(name, ...args)).stateDiffs - NONCE;

  it("of a transaction that does nothing is only the change of the nonce", async () => {
    expect(await published("nothing")).to.deep.equal({
      stateDiffs: NONCE,
      logs: 0,
      messages: 0,
      bytecodes: 0,
    });
  });

  it("identifies a slot by its full key at the first write, and by a number from then on", async () => {
    expect(await stateDiffs("set", 1, 7)).to.equal(INITIAL + 2);
    expect(await stateDiffs("set", 1, 9)).to.equal(REPEATED + 2);
    expect(await stateDiffs("set", 1, 0)).to.equal(REPEATED + 1);
    expect(await stateDiffs("set", 1, 7)).to.equal(REPEATED + 2);
  });

  it("treats a slot as new when its first write was reverted, in the transaction or with it", async () => {
    expect(await stateDiffs("setAndBack", 1, 7)).to.equal(0);
    expect(await stateDiffs("tryAndFail", 1)).to.equal(0);
    expect(await stateDiffs("setAndFail", 1)).to.equal(0);
    expect(await stateDiffs("set", 1, 7)).to.equal(INITIAL + 2);
  });

  it("treats a slot as new again when its write was undone with its block", async () => {
    const mark = chain.world.mark();
    await published("set", 1, 7);
    chain.world.undoTo(mark);
    expect(await stateDiffs("set", 1, 7)).to.equal(INITIAL + 2);
  });

  it("treats a slot as new when its first write had no effect, even if past blocks are read in between", async () => {
    const block = chain.number;
    chain.world.sealBlock(block);
    await published("setAndBack", 1, 7);
    chain.world.sealBlock(block + 1n);
    await chain.world.storage.runAtBlock(block, async () => chain.call(publisher, "words", [1]));
    expect(await stateDiffs("set", 1, 7)).to.equal(INITIAL + 2);
  });

  it("treats a slot as known when it was written, and cleared outside a transaction", async () => {
    await published("set", 1, 7);
    chain.world.sealBlock(chain.number);
    for (const { address, slot, value } of [...chain.world.storage.entries()]) {
      if (address === publisher.address && value === 7n) chain.world.storage.write(address, slot, 0n);
    }
    expect(await stateDiffs("set", 1, 9)).to.equal(REPEATED + 2);
  });

  it("counts a slot once, by its value at the end of the transaction", async () => {
    const words = fc.array(fc.record({ key: fc.nat(4), value: fc.bigInt({ min: 0n, max: 1n << 200n }) }), {
      minLength: 1,
      maxLength: 6,
    });
    await fc.assert(
      fc.asyncProperty(words, words, async (first, second) => {
        const model = new Map<number, bigint>();
        const deployed = await chain.deploy(compile(PUBLISHER_SOURCE).get("Publisher")!);
        for (const { key, value } of [...first, ...second]) {
          const before = model.get(key);
          const { costs } = await chain.transact(deployed, "set", [key, value]);
          const isNew = before === undefined;
          const expected =
            value === (before ?? 0n)
              ? 0
              : (isNew ? INITIAL : REPEATED) + compressedValueLength(before ?? 0n, value);
          expect(costs.pubdata.stateDiffs - NONCE).to.equal(expected);
          if (value !== (before ?? 0n)) model.set(key, value);
        }
      }),
      { numRuns: 15 },
    );
  });

  it("includes the log and the bytes of a message to L1, but no events", async () => {
    expect(await published("message", `0x${"ab".repeat(100)}`)).to.include({ logs: 88, messages: 104 });
    expect(await published("emitEvent")).to.include({ stateDiffs: NONCE, logs: 0, messages: 0 });
  });

  it("includes a bytecode once, compressed, when it is new to the chain", async () => {
    const { bytecode } = compile(PUBLISHER_SOURCE).get("PublishingPaymaster")!;
    const send = () => chain.send({ to: SystemAddress.Zero, factoryDeps: [bytecode] });
    const expected = compressedBytecodeLength(bytecode) + 88 + 4;
    expect((await send()).costs.pubdata.bytecodes).to.equal(expected);
    expect((await send()).costs.pubdata.bytecodes).to.equal(0);
  });

  it("of a deployment has a slot for immutables only if there are any", async () => {
    const source = `contract Plain { uint256 public word; } contract Fixed { uint256 public immutable word = gasleft(); }`;
    const contracts = compile(source);
    const deployed = async (name: string) => {
      const { bytecode } = contracts.get(name)!;
      const hash = chain.world.publish(bytecode);
      const abi = "0x9c4d535b".concat(
        "00".repeat(32),
        hash.slice(2),
        "60".padStart(64, "0"),
        "00".repeat(32),
      );
      const { costs, status } = await chain.send({
        to: SystemAddress.ContractDeployer,
        data: Buffer.from(abi.slice(2), "hex"),
      });
      expect(status).to.equal(1);
      return costs.pubdata.stateDiffs;
    };
    expect((await deployed("Fixed")) - (await deployed("Plain"))).to.be.within(INITIAL, INITIAL + 33 + 8);
  });

  it("is what the meta word and SystemContext report", async () => {
    const { returnData } = await chain.call(publisher, "spent", [1, 7]);
    const [meta, bytes, cost] = publisher.abi.decodeFunctionResult("spent", toHex(returnData));
    expect([meta, bytes, cost]).to.deep.equal([34n, 34n, 34n * 84n]);
  });
});
