import { HDNodeWallet, Mnemonic } from "ethers";
import { withNode, type NodeProcess, type NodeProgram } from "./node-process";
import { Connection, sendQueues } from "./send";

/** Everybody's development accounts: all three nodes give them ETH. */
const PHRASE = "test test test test test test test test test test test junk";
const SENDERS = 4;
const RECIPIENT = "0x00000000000000000000000000000000000ca11e";
/** Enough on Era and on an EVM chain. */
const GAS_LIMIT = 500_000n;
const MAX_FEE = 10_000_000_000n;
const PRIORITY_FEE = 1_000_000_000n;
/** A node counts as warm after this many times the transfers that are timed. */
const WARM_UP = 2;

const senders = Array.from({ length: SENDERS }, (_, index) =>
  HDNodeWallet.fromMnemonic(Mnemonic.fromPhrase(PHRASE), `m/44'/60'/0'/0/${index}`),
);

/**
 * Returns signed transfers of 1 wei, in a queue for each sender, from nonce `first` on; at least one in each.
 */
export async function signTransfers(url: string, count: number, first = 0): Promise<string[][]> {
  const chainId = await readChainId(url);
  const length = Math.ceil(count / SENDERS);
  const sign = (wallet: HDNodeWallet) =>
    Array.from({ length }, (_, index) =>
      wallet.signTransaction({
        type: 2,
        chainId,
        nonce: first + index,
        to: RECIPIENT,
        value: 1n,
        gasLimit: GAS_LIMIT,
        maxFeePerGas: MAX_FEE,
        maxPriorityFeePerGas: PRIORITY_FEE,
      }),
    );
  return Promise.all(senders.map((wallet) => Promise.all(sign(wallet))));
}

/** Transfers per second of a node. */
export interface TransferRates {
  /** From its first transfer on, while the engine still compiles what runs often. */
  readonly first: number;
  /** Once it is warm. */
  readonly warm: number;
}

/** Measures a fresh node with `count` transfers at first and as many once it is warm. */
export async function measureTransfers(program: NodeProgram, count: number): Promise<TransferRates> {
  return withNode(program, async ({ url }) => {
    const { first, queues } = await warmUp(url, count);
    return { first, warm: await sendQueues(url, queues) };
  });
}

/**
 * Sends a fresh node its first transfers, and returns the rate of the first `count` of them; and `count` more, or the few
 * that even queues take, to be sent when it is warm.
 */
export async function warmUp(url: string, count: number): Promise<{ first: number; queues: string[][] }> {
  const length = Math.ceil(count / SENDERS);
  const queues = await signTransfers(url, length * SENDERS * (WARM_UP + 1));
  const part = (from: number, to?: number) => queues.map((queue) => queue.slice(from, to));
  const first = await sendQueues(url, part(0, length));
  await sendQueues(url, part(length, length * WARM_UP));
  return { first, queues: part(length * WARM_UP) };
}

/** Returns by how many bytes a node's heap grows over the last four fifths of `count` transfers. */
export async function measureMemory(node: NodeProcess, count: number): Promise<number> {
  const queues = await signTransfers(node.url, count);
  const first = Math.ceil(queues[0]!.length / 5);
  await sendQueues(
    node.url,
    queues.map((queue) => queue.slice(0, first)),
  );
  const before = await node.heapUsed();
  await sendQueues(
    node.url,
    queues.map((queue) => queue.slice(first)).filter((queue) => queue.length > 0),
  );
  return (await node.heapUsed()) - before;
}

async function readChainId(url: string): Promise<bigint> {
  const connection = new Connection(url);
  try {
    return BigInt((await connection.call("eth_chainId", [])) as string);
  } finally {
    connection.close();
  }
}
