import { expect } from "chai";
import { getAddress, hexlify, randomBytes, zeroPadValue } from "ethers";
import { utils } from "zksync-ethers";
import { DEFAULT_ACCOUNTS } from "../../src/cli/dev-accounts.ts";
import { toHex } from "../../src/primitives/hex.ts";
import { SystemAddress } from "../../src/primitives/system-addresses.ts";
import { compile } from "../helpers/compile.ts";
import { artifact } from "./counter.ts";
import { counterInterface, deployCounter, walletOn } from "./deployment.ts";
import { RunningNode } from "./running-node.ts";

const { privateKey } = DEFAULT_ACCOUNTS[0]!;
/** Is a sender on L1 without funds here. */
const SENDER = `0x${"5e".repeat(20)}`;
const OTHER = `0x${"07".repeat(20)}`;
const TARGET = `0x${"7a".repeat(20)}`;
const GUARD = `0x${"6d".repeat(20)}`;
const ETHER = "0xde0b6b3a7640000";
/**
 * Lists the least computation and published bytes that L1's TransactionValidator charges a small transaction, and its
 * share of the batch.
 */
const [COMPUTATION, PUBDATA, OVERHEAD] = [173_484, 88, 10_000];

describe("zks_estimateGasL1ToL2", function () {
  this.timeout(30_000);
  let node: RunningNode;
  let counter: string;

  before(async () => {
    node = await RunningNode.start();
    counter = await deployCounter(walletOn(node, privateKey));
  });

  after(() => node.stop());

  const estimate = async (fields: object) =>
    Number(await node.call<string>("zks_estimateGasL1ToL2", { from: SENDER, to: TARGET, ...fields }));
  const meta = (fields: object) => ({ eip712Meta: { gasPerPubdata: "0x320", ...fields } });
  const add = (n: bigint) => counterInterface.encodeFunctionData("add", [n]);
  /** Returns the estimate without the chain's margin. */
  const body = (gas: number) => ((gas - OVERHEAD) * 10) / 13;

  const put = (account: string, source: string) => {
    const [{ bytecode } = expect.fail("nothing was compiled")] = compile(source).values();
    return node.call("anvil_setCode", account, toHex(bytecode));
  };

  it("adds what L1 charges every transaction, the call, and the chain's margin", async () => {
    const nothing = body(await estimate({}));
    const intrinsic = COMPUTATION + PUBDATA * 800;
    expect(nothing).to.be.within(intrinsic, intrinsic + 5_000);
    const call = { from: SENDER, to: counter, data: add(7n) };
    const { gasUsed, pubdata } = await node.call<{ gasUsed: string; pubdata: { total: number } }>(
      "debug_traceCall",
      call,
      "latest",
      { tracer: "eraCostTracer" },
    );
    expect(Number(gasUsed)).to.be.greaterThan(20_000);
    const called = body(await estimate({ to: counter, data: add(7n) })) - intrinsic;
    const published = pubdata.total * 800;
    expect(called).to.be.within(Number(gasUsed) + published, 1.2 * Number(gasUsed) + 2_000 + published);
  });

  it("mints the value for a sender without funds, and charges no fee", async () => {
    expect(await node.call("eth_getBalance", SENDER)).to.equal("0x0");
    expect(await estimate({ value: ETHER, to: counter })).to.be.greaterThan(OVERHEAD);
    const error = await node.failure("eth_estimateGas", { from: SENDER, to: counter, value: ETHER });
    expect(error.code).to.equal(3);
  });

  it("validates with no account: any contract may be the sender", async () => {
    const request = { from: counter, to: TARGET };
    expect((await node.failure("eth_estimateGas", request)).message).to.contain("Sender is not an account");
    expect(await estimate(request)).to.be.greaterThan(OVERHEAD);
  });

  it("calls as the sender, which is also tx.origin, contract or not", async () => {
    const guard = `contract Guard {
      fallback() external payable { require(msg.sender == ${getAddress(OTHER)} && tx.origin == msg.sender); }
    }`;
    await put(GUARD, guard);
    await estimate({ from: OTHER, to: GUARD });
    await node.failure("zks_estimateGasL1ToL2", { from: TARGET, to: GUARD });
    await put(OTHER, "contract Nobody {}");
    await estimate({ from: OTHER, to: GUARD });
  });

  it("deploys as L1 may: through ContractDeployer, with the bytecode attached", async () => {
    const { bytecode } = artifact("Counter");
    const hash = hexlify(utils.hashBytecode(bytecode));
    const deployer = utils.CONTRACT_DEPLOYER.encodeFunctionData("create", [
      hexlify(randomBytes(32)),
      hash,
      zeroPadValue("0x05", 32),
    ]);
    const request = { to: SystemAddress.ContractDeployer, data: deployer };
    const factoryDeps = [Array.from(Buffer.from(bytecode.slice(2), "hex"))];
    const fresh = await RunningNode.with([], async (own) => {
      const refused = await own.failure("zks_estimateGasL1ToL2", { from: SENDER, ...request });
      await own.call("zks_estimateGasL1ToL2", { from: SENDER, ...request, ...meta({ factoryDeps }) });
      return refused;
    });
    expect(fresh.code).to.equal(3);
  });

  it("charges pubdata at the price that the request offers, by default 800 gas per byte", async () => {
    const [none, zero, usual, dear] = [
      await estimate({}),
      await estimate({ eip712Meta: { gasPerPubdata: "0x0" } }),
      await estimate(meta({})),
      await estimate(meta({ gasPerPubdata: "0x708" })),
    ];
    expect([none, zero]).to.deep.equal([usual, usual]);
    expect(body(dear) - body(usual)).to.be.closeTo(PUBDATA * 1_000, 2);
    const bytecode = Array.from(Buffer.from(artifact("Counter").bytecode.slice(2), "hex"));
    // From the second on: the fixed charge covers fewer.
    const withTwo = body(await estimate(meta({ factoryDeps: [bytecode, bytecode] })));
    const withThree = body(await estimate(meta({ factoryDeps: [bytecode, bytecode, bytecode] })));
    // Another dependency adds its own price, and a word to the encoding.
    expect(withThree - withTwo).to.be.closeTo(2_473 + 64 * 800 + (32 * 1_656) / 544, 3);
  });

  it("charges the share of the batch by the transaction's length", async () => {
    const data = hexlify(randomBytes(32_000));
    const [short, long] = [await estimate({}), await estimate({ data })];
    const hashing = (32_800 * 1_656) / 544;
    const expected = 10 * 32_800 + 1.3 * (167_157 + hashing + PUBDATA * 800);
    expect(long).to.be.greaterThan(short);
    expect(long).to.be.within(expected, expected + 1.3 * 5_000);
  });

  it("fails as eth_estimateGas does when the call reverts", async () => {
    for (const data of [add(0n), add(101n), "0x12345678"]) {
      const request = { from: SENDER, to: counter, data };
      const error = await node.failure("zks_estimateGasL1ToL2", request);
      expect(error).to.deep.equal(await node.failure("eth_estimateGas", request));
      expect(error.code).to.equal(3);
    }
    await put(GUARD, "contract Invalid { fallback() external { assembly { invalid() } } }");
    expect((await node.failure("zks_estimateGasL1ToL2", { to: GUARD })).message).to.contain(
      "Gas estimation is impossible",
    );
  });

  it("gives a call no more gas than L1 allows, and never returns more", async () => {
    const most = 72_000_000 - COMPUTATION - PUBDATA * 800;
    await put(
      GUARD,
      `contract Greedy { fallback() external { require(gasleft() < ${most} && gasleft() > ${most - 5_000}); } }`,
    );
    expect(await estimate({ to: GUARD })).to.equal(72_000_000 + OVERHEAD);
  });

  const refused: [what: string, fields: object, code: number, message: string][] = [
    ["no target", { to: null }, 3, "toAddressIsNull"],
    [
      "a paymaster",
      meta({ paymasterParams: { paymaster: TARGET, paymasterInput: [] } }),
      ...([-32602, "Invalid params: a transaction from L1 has no paymaster"] as const),
    ],
    [
      "a pubdata price that leaves nothing for the call",
      meta({ gasPerPubdata: "0xffffffff" }),
      ...([3, "Bootloader does not have enough gas to proceed with the transaction."] as const),
    ],
    [
      "more value than can exist",
      { value: `0x${"f".repeat(64)}`, from: DEFAULT_ACCOUNTS[0]!.address },
      ...([3, "Failed to mint ether"] as const),
    ],
  ];
  for (const [what, fields, code, message] of refused) {
    it(`refuses ${what}`, async () => {
      const error = await node.failure("zks_estimateGasL1ToL2", { from: SENDER, to: TARGET, ...fields });
      expect(error.code).to.equal(code);
      expect(error.message).to.contain(message);
    });
  }

  it("leaves the state unchanged, whether it succeeds or fails", async () => {
    const before = await node.call("anvil_dumpState");
    await estimate({ to: counter, data: add(7n), value: "0x0" });
    await estimate({ to: counter, value: ETHER });
    await node.failure("zks_estimateGasL1ToL2", { from: SENDER, to: counter, data: add(0n), value: "0x1" });
    expect(await node.call("anvil_dumpState")).to.equal(before);
  });
});
