import { expect } from "chai";
import { zeroHash } from "viem";
import { keepDoing } from "../keep-doing.ts";
import { COUNT, STRANGER } from "../lab.ts";
import { cannotServe, serves } from "../table.ts";
import type { Table } from "../table.ts";
import { account, addToCounter, COUNTED, sendSomething, typedAbi, walletClient } from "./clients.ts";
import type { PublicClient } from "./clients.ts";

/** Waits for a watcher's first notification while `cause` is repeated. */
async function firstSeen<T>(
  watch: (see: (thing: T) => void) => () => void,
  cause: () => Promise<unknown>,
): Promise<T> {
  let stop: () => void = () => undefined;
  const seen = new Promise<T>((resolve) => {
    stop = watch(resolve);
  });
  try {
    return await keepDoing(cause, seen);
  } finally {
    stop();
  }
}

/** Covers blocks, transactions, logs, filters and watchers. */
export const publicChainRows: Table<PublicClient> = {
  getBlock: serves(
    "finds a block by number, hash and tag, with transactions",
    async (client, { addBlock, addHash }) => {
      const block = await client.getBlock({ blockNumber: BigInt(addBlock), includeTransactions: true });
      expect(block.transactions.map(({ hash }) => hash)).to.deep.equal([addHash]);
      expect((await client.getBlock({ blockHash: block.hash })).number).to.equal(BigInt(addBlock));
      expect((await client.getBlock({ blockTag: "finalized" })).number).to.equal(
        await client.getBlockNumber(),
      );
      expect(block.l1BatchNumber).to.be.a("bigint");
    },
  ),
  getBlockNumber: serves("returns the number of the last block", async (client, { node }) => {
    const before = await client.getBlockNumber();
    await node.call("evm_mine");
    expect(await client.getBlockNumber()).to.equal(before + 1n);
  }),
  getBlockReceipts: cannotServe("eth_getBlockReceipts, as on Era", /eth_getBlockReceipts/, (client) =>
    client.getBlockReceipts(),
  ),
  getBlockTransactionCount: serves("counts", async (client, { addBlock }) => {
    expect(await client.getBlockTransactionCount({ blockNumber: BigInt(addBlock) })).to.equal(1);
    expect(await client.getBlockTransactionCount()).to.equal(0);
  }),
  getTransaction: serves(
    "finds a transaction by hash, and by block and index",
    async (client, { addHash, addBlock, counter }) => {
      const transaction = await client.getTransaction({ hash: addHash });
      expect(transaction).to.include({ hash: addHash, type: "eip712", to: counter.toLowerCase() });
      const same = await client.getTransaction({ blockNumber: BigInt(addBlock), index: 0 });
      expect(same.hash).to.equal(addHash);
    },
  ),
  getTransactionConfirmations: serves(
    "counts the blocks since the transaction's",
    async (client, { addHash }) => {
      const { blockNumber } = await client.getTransaction({ hash: addHash });
      const latest = await client.getBlockNumber();
      expect(await client.getTransactionConfirmations({ hash: addHash })).to.equal(
        latest - blockNumber! + 1n,
      );
    },
  ),
  getTransactionReceipt: serves(
    "returns L2 to L1 logs and the effective gas price",
    async (client, { addHash }) => {
      const receipt = await client.getTransactionReceipt({ hash: addHash });
      expect(receipt).to.include({
        status: "success",
        effectiveGasPrice: 45_250_000n,
        transactionHash: addHash,
      });
      expect(receipt.l2ToL1Logs).to.deep.equal([]);
      expect(receipt.logs.at(-1)!.transactionHash).to.equal(addHash);
    },
  ),
  getRawTransaction: cannotServe(
    "eth_getRawTransactionByHash, as on Era",
    /eth_getRawTransactionByHash/,
    (client) => client.getRawTransaction({ hash: zeroHash }),
  ),
  fillTransaction: cannotServe("eth_fillTransaction, as on Era", /eth_fillTransaction/, (client) =>
    client.fillTransaction({ to: STRANGER, account }),
  ),
  prepareTransactionRequest: serves("fills in nonce, gas and fees", async (client) => {
    const request = await client.prepareTransactionRequest({ account, to: STRANGER, value: 1n });
    expect(request.nonce).to.equal(6);
    expect(request.gas > 24_070n).to.equal(true);
  }),
  sendRawTransaction: serves("returns the hash that the client computes", async (client, lab) => {
    const wallet = walletClient(lab);
    const request = await client.prepareTransactionRequest({ account, to: STRANGER, value: 2n });
    const hash = await client.sendRawTransaction({
      serializedTransaction: await wallet.signTransaction(request),
    });
    expect((await client.waitForTransactionReceipt({ hash })).status).to.equal("success");
    expect(await client.getBalance({ address: STRANGER })).to.equal(2n);
  }),
  sendRawTransactionSync: cannotServe("eth_sendRawTransactionSync", /eth_sendRawTransactionSync/, (client) =>
    client.sendRawTransactionSync({ serializedTransaction: "0x02" }),
  ),
  waitForTransactionReceipt: serves("returns once the transaction is mined", async (client, lab) => {
    await lab.node.call("evm_setAutomine", false);
    const hash = await walletClient(lab).sendTransaction({ to: STRANGER, value: 1n });
    const waiting = client.waitForTransactionReceipt({ hash });
    const receipt = await keepDoing(() => lab.node.call("evm_mine"), waiting);
    expect(receipt.transactionHash).to.equal(hash);
  }),

  getLogs: serves("finds and decodes events", async (client, { counter, addHash }) => {
    const logs = await client.getLogs({ address: counter, event: COUNTED, fromBlock: 0n });
    expect(logs.map(({ transactionHash, args }) => [transactionHash, args.count])).to.deep.equal([
      [addHash, COUNT],
    ]);
  }),
  getContractEvents: serves("finds and decodes events", async (client, { counter }) => {
    const [event] = await client.getContractEvents({ address: counter, abi: typedAbi, fromBlock: 0n });
    expect(event?.args).to.deep.equal({ by: account.address, count: COUNT });
  }),
  iterateLogs: serves("finds events range by range", async (client, { counter, addHash }) => {
    const found: string[] = [];
    const range = { fromBlock: 0n, toBlock: await client.getBlockNumber() };
    for await (const { logs } of client.iterateLogs({ address: counter, event: COUNTED, ...range })) {
      found.push(...logs.map(({ transactionHash }) => transactionHash));
    }
    expect(found).to.deep.equal([addHash]);
  }),
  createBlockFilter: serves("finds later blocks", async (client, { node }) => {
    const filter = await client.createBlockFilter();
    await node.call("evm_mine");
    expect(await client.getFilterChanges({ filter })).to.deep.equal([(await client.getBlock()).hash]);
  }),
  createPendingTransactionFilter: serves("finds later transactions", async (client, lab) => {
    const filter = await client.createPendingTransactionFilter();
    const hash = await sendSomething(lab);
    expect(await client.getFilterChanges({ filter })).to.deep.equal([hash]);
  }),
  createEventFilter: serves("finds later events", async (client, lab) => {
    const filter = await client.createEventFilter({ address: lab.counter, event: COUNTED });
    const hash = await addToCounter(lab);
    const [log] = await client.getFilterChanges({ filter });
    expect([log!.transactionHash, log!.args.count]).to.deep.equal([hash, COUNT + 1n]);
  }),
  createContractEventFilter: serves("finds later events", async (client, lab) => {
    const filter = await client.createContractEventFilter({ address: lab.counter, abi: typedAbi });
    const hash = await addToCounter(lab);
    const [log] = await client.getFilterChanges({ filter });
    expect([log!.transactionHash, log!.eventName]).to.deep.equal([hash, "Counted"]);
  }),
  getFilterChanges: serves("returns everything once", async (client, { node }) => {
    const filter = await client.createBlockFilter();
    await node.call("hardhat_mine", "0x2");
    expect(await client.getFilterChanges({ filter })).to.have.length(2);
    expect(await client.getFilterChanges({ filter })).to.deep.equal([]);
  }),
  getFilterLogs: serves("returns all matching logs", async (client, { counter, addHash }) => {
    const filter = await client.createEventFilter({ address: counter, event: COUNTED, fromBlock: 0n });
    const logs = await client.getFilterLogs({ filter });
    expect(logs.map(({ transactionHash }) => transactionHash)).to.deep.equal([addHash]);
  }),
  uninstallFilter: serves("removes a filter", async (client) => {
    const filter = await client.createBlockFilter();
    expect(await client.uninstallFilter({ filter })).to.equal(true);
    const changes = client.getFilterChanges({ filter });
    expect(String(await changes.catch((error: unknown) => error))).to.contain("invalid filter");
  }),

  watchBlockNumber: serves("reports blocks", async (client, { node }) => {
    const number = await firstSeen<bigint>(
      (onBlockNumber) => client.watchBlockNumber({ onBlockNumber, poll: true }),
      () => node.call("evm_mine"),
    );
    expect(number <= (await client.getBlockNumber())).to.equal(true);
  }),
  watchBlocks: serves("reports blocks", async (client, { node }) => {
    const block = await firstSeen<{ number: bigint }>(
      (onBlock) => client.watchBlocks({ onBlock, poll: true }),
      () => node.call("evm_mine"),
    );
    expect(block.number <= (await client.getBlockNumber())).to.equal(true);
  }),
  watchBlockHeaders: cannotServe(
    "a WebSocket",
    /Cannot find|subscri|transport|not a function/i,
    (client) =>
      new Promise((onBlockHeader, onError) => {
        // The types only allow it with a WebSocket transport.
        client.watchBlockHeaders({ onBlockHeader, onError } as never);
      }),
  ),
  watchEvent: serves("reports events", async (client, lab) => {
    const logs = await firstSeen<{ address: string }[]>(
      (onLogs) => client.watchEvent({ address: lab.counter, event: COUNTED, onLogs, poll: true }),
      () => addToCounter(lab),
    );
    expect(logs[0]!.address).to.equal(lab.counter.toLowerCase());
  }),
  watchContractEvent: serves("reports events", async (client, lab) => {
    const logs = await firstSeen<{ eventName: string }[]>(
      (onLogs) => client.watchContractEvent({ address: lab.counter, abi: typedAbi, onLogs, poll: true }),
      () => addToCounter(lab),
    );
    expect(logs[0]!.eventName).to.equal("Counted");
  }),
  watchPendingTransactions: serves("reports transactions", async (client, lab) => {
    const sent: string[] = [];
    const [hash] = await firstSeen<string[]>(
      (onTransactions) => client.watchPendingTransactions({ onTransactions, poll: true }),
      async () => sent.push(await sendSomething(lab)),
    );
    expect(sent).to.include(hash);
  }),
};
