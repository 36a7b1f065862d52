import { setTimeout } from "node:timers/promises";
import { expect } from "chai";
import { createClient, http, numberToHex, testActions, zeroHash } from "viem";
import { zksyncInMemoryNode } from "viem/chains";
import { artifact } from "../../rpc/counter.ts";
import { RICH, STRANGER } from "../lab.ts";
import type { Lab } from "../lab.ts";
import { actionsOf } from "../methods-of.ts";
import { cannotServe, describeClient, serves } from "../table.ts";
import type { Row, Table } from "../table.ts";
import { account, publicClient, testClient, walletClient } from "./clients.ts";
import type { TestClient } from "./clients.ts";

const reflected = createClient({ chain: zksyncInMemoryNode, transport: http("http://127.0.0.1:1") });

function absent(rpcMethod: string, attempt: (client: TestClient) => Promise<unknown>): Row<TestClient> {
  return cannotServe(
    `${rpcMethod}, which anvil-zksync lacks`,
    new RegExp(`Method not found: .*${rpcMethod}`),
    attempt,
  );
}

const balance = (lab: Lab) => publicClient(lab).getBalance({ address: STRANGER });
/** Returns the last timestamp that a block used; snapshots do not restore it. */
const clock = async ({ node }: Lab) => BigInt(await node.call<number>("config_getCurrentTimestamp"));
const latest = (lab: Lab) => publicClient(lab).getBlock();

/** Sends one wei in a transaction that waits, because nothing is mined automatically. */
async function sendWaiting(lab: Lab): Promise<`0x${string}`> {
  await lab.node.call("evm_setAutomine", false);
  return walletClient(lab).sendTransaction({ to: STRANGER, value: 1n, gas: 300_000n });
}

/** Covers what the node has under both anvil's and Hardhat's names. */
const common: Table<TestClient> = {
  dropTransaction: serves("removes a transaction from the pool", async (client, lab) => {
    await client.dropTransaction({ hash: await sendWaiting(lab) });
    await client.mine({ blocks: 1 });
    expect(await balance(lab)).to.equal(0n);
  }),
  impersonateAccount: serves("lets the node send as any account", async (client, lab) => {
    await client.impersonateAccount({ address: lab.paymaster });
    const params = [{ from: lab.paymaster, to: STRANGER, value: "0x3" }];
    await lab.node.call("eth_sendTransaction", ...params);
    expect(await balance(lab)).to.equal(3n);
    await client.stopImpersonatingAccount({ address: lab.paymaster });
  }),
  stopImpersonatingAccount: serves("ends that", async (client, lab) => {
    await client.impersonateAccount({ address: lab.paymaster });
    await client.stopImpersonatingAccount({ address: lab.paymaster });
    const { message } = await lab.node.failure("eth_sendTransaction", { from: lab.paymaster, to: STRANGER });
    expect(message).to.contain("is not allowed to perform transactions");
  }),
  increaseTime: serves("moves the next block's timestamp", async (client, lab) => {
    const { timestamp } = await latest(lab);
    await client.increaseTime({ seconds: 100 });
    await client.mine({ blocks: 1 });
    expect((await latest(lab)).timestamp >= timestamp + 100n).to.equal(true);
  }),
  mine: serves("mines the given number of blocks, the given interval apart", async (client, lab) => {
    const { number } = await latest(lab);
    await client.mine({ blocks: 3, interval: 60 });
    const { number: after, timestamp, parentHash } = await latest(lab);
    const parent = await publicClient(lab).getBlock({ blockHash: parentHash });
    expect([after - number, timestamp - parent.timestamp]).to.deep.equal([3n, 60n]);
  }),
  reset: serves("returns to block 0", async (client, lab) => {
    const dump = await lab.node.call("anvil_dumpState");
    await client.reset();
    expect((await latest(lab)).number).to.equal(0n);
    await lab.node.call("anvil_loadState", dump);
    await lab.node.call("evm_snapshot");
  }),
  snapshot: serves("returns an id to revert to", async (client, lab) => {
    const id = await client.snapshot();
    await client.setBalance({ address: STRANGER, value: 5n });
    await client.revert({ id });
    expect(await balance(lab)).to.equal(0n);
  }),
  revert: serves("undoes blocks, too", async (client, lab) => {
    const { hash } = await latest(lab);
    const id = await client.snapshot();
    await client.mine({ blocks: 2, interval: 1 });
    await client.revert({ id });
    expect((await latest(lab)).hash).to.equal(hash);
  }),
  setAutomine: serves("sets whether transactions wait", async (client, lab) => {
    await client.setAutomine(false);
    await walletClient(lab).sendTransaction({ to: STRANGER, value: 1n, gas: 300_000n });
    expect(await balance(lab)).to.equal(0n);
    await client.setAutomine(true);
    expect(await balance(lab)).to.equal(1n);
  }),
  setBalance: serves("sets a balance", async (client, lab) => {
    await client.setBalance({ address: STRANGER, value: 5n });
    expect(await balance(lab)).to.equal(5n);
  }),
  setCode: serves("deploys a contract at any address", async (client, lab) => {
    await client.setCode({ address: STRANGER, bytecode: artifact("Factory").bytecode });
    expect(await publicClient(lab).getCode({ address: STRANGER })).to.equal(artifact("Factory").bytecode);
  }),
  setIntervalMining: serves("mines blocks at an interval", async (client, lab) => {
    const { number } = await latest(lab);
    await client.setIntervalMining({ interval: 1 });
    while ((await latest(lab)).number === number) await setTimeout(50);
    await client.setIntervalMining({ interval: 0 });
  }),
  setLoggingEnabled: serves("is accepted", async (client) => {
    await client.setLoggingEnabled(true);
  }),
  setNextBlockBaseFeePerGas: serves("sets the base fee of later blocks", async (client, lab) => {
    await client.setNextBlockBaseFeePerGas({ baseFeePerGas: 50_000_000n });
    await client.mine({ blocks: 1 });
    expect((await latest(lab)).baseFeePerGas).to.equal(50_000_000n);
  }),
  setNextBlockTimestamp: serves("sets the next block's timestamp", async (client, lab) => {
    const { timestamp } = await latest(lab);
    await client.setNextBlockTimestamp({ timestamp: timestamp + 5_000n });
    await client.mine({ blocks: 1 });
    expect((await latest(lab)).timestamp).to.equal(timestamp + 5_000n);
  }),
  setNonce: serves("sets the next nonce", async (client, lab) => {
    await client.setNonce({ address: account.address, nonce: 40 });
    const hash = await walletClient(lab).sendTransaction({ to: STRANGER, value: 1n });
    expect((await publicClient(lab).getTransaction({ hash })).nonce).to.equal(40);
  }),
  setStorageAt: serves("sets a storage word", async (client, lab) => {
    const value = numberToHex(77n, { size: 32 });
    await client.setStorageAt({ address: lab.counter, index: 0, value });
    expect(await publicClient(lab).getStorageAt({ address: lab.counter, slot: zeroHash })).to.equal(value);
  }),

  setMinGasPrice: absent("setMinGasPrice", (client) => client.setMinGasPrice({ gasPrice: 1n })),
  setBlockGasLimit: absent("evm_setBlockGasLimit", (client) => client.setBlockGasLimit({ gasLimit: 1n })),
  setCoinbase: absent("setCoinbase", (client) => client.setCoinbase({ address: STRANGER })),
  getTxpoolContent: absent("txpool_content", (client) => client.getTxpoolContent()),
  getTxpoolStatus: absent("txpool_status", (client) => client.getTxpoolStatus()),
  inspectTxpool: absent("txpool_inspect", (client) => client.inspectTxpool()),
  sendUnsignedTransaction: absent("eth_sendUnsignedTransaction", (client) =>
    client.sendUnsignedTransaction({ from: RICH!.address, to: STRANGER }),
  ),
  setRpcUrl: absent("setRpcUrl", (client) => client.setRpcUrl("http://127.0.0.1:1")),
  getAutomine: serves("returns whether transactions wait", async (client) => {
    expect(await client.getAutomine()).to.equal(true);
    await client.setAutomine(false);
    expect(await client.getAutomine()).to.equal(false);
  }),
  dumpState: serves("returns a state that can be loaded", async (client, { node }) => {
    expect(await node.call("anvil_loadState", await client.dumpState())).to.equal(true);
    await node.call("evm_snapshot");
  }),
  loadState: serves("restores the state that was dumped", async (client, lab) => {
    const state = await client.dumpState();
    await client.setBalance({ address: STRANGER, value: 5n });
    await client.loadState({ state });
    expect(await balance(lab)).to.equal(0n);
    await lab.node.call("evm_snapshot");
  }),
  setBlockTimestampInterval: serves("sets the time between blocks", async (client, lab) => {
    const timestamp = await clock(lab);
    await client.setBlockTimestampInterval({ interval: 30 });
    await client.mine({ blocks: 1 });
    expect((await latest(lab)).timestamp).to.equal(timestamp + 30n);
    await client.removeBlockTimestampInterval();
  }),
  removeBlockTimestampInterval: serves("resets the time between blocks to a second", async (client, lab) => {
    await client.setBlockTimestampInterval({ interval: 30 });
    await client.removeBlockTimestampInterval();
    const timestamp = await clock(lab);
    await client.mine({ blocks: 1 });
    expect((await latest(lab)).timestamp).to.equal(timestamp + 1n);
  }),
};

/** Names methods that exist neither on Hardhat's node nor, under Hardhat's names, in anvil-zksync. */
const hardhatRows: Table<TestClient> = {
  ...common,
  setIntervalMining: serves(
    "a number of seconds, as in anvil: viem sends milliseconds",
    async (client, lab) => {
      const { number } = await latest(lab);
      await client.setIntervalMining({ interval: 0.001 });
      await setTimeout(1_500);
      await client.setIntervalMining({ interval: 0 });
      expect((await latest(lab)).number > number).to.equal(true);
    },
  ),
  setBlockTimestampInterval: absent("hardhat_setBlockTimestampInterval", (client) =>
    client.setBlockTimestampInterval({ interval: 30 }),
  ),
  removeBlockTimestampInterval: absent("hardhat_removeBlockTimestampInterval", (client) =>
    client.removeBlockTimestampInterval(),
  ),
};

const methods = (mode: "anvil" | "hardhat") => actionsOf(testActions({ mode })(reflected as never));
const ANVIL = "viem test actions as anvil";
describeClient(ANVIL, methods("anvil"), common, (lab) => testClient(lab, "anvil"));
const HARDHAT = "viem test actions as Hardhat's node";
describeClient(HARDHAT, methods("hardhat"), hardhatRows, (lab) => testClient(lab, "hardhat"));
