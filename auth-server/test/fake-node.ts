import { numberToHex, zeroHash, type Address, type Hex } from "viem";
import type { ChainConfig } from "../src/chains/chain-config.ts";

const contract = (n: number): Hex => `0x${n.toString(16).padStart(40, "0")}`;

/** A chain whose node is `fakeNode`'s. */
export const CHAIN: ChainConfig = {
  id: 324,
  name: "Era",
  rpcUrl: "http://node.example",
  contracts: {
    accountFactory: contract(0xa1),
    passkey: contract(0xa2),
    session: contract(0xa3),
    recovery: contract(0xa4),
    beacon: contract(0xa5),
    accountImplementation: contract(0xa6),
  },
};

/** What a node is asked. */
export interface NodeRequest {
  readonly method: string;
  readonly params: readonly unknown[];
}

/** What a contract has logged. */
interface Logged {
  readonly address: Address;
  readonly topics: readonly unknown[];
  readonly data: Hex;
}

/** Returns a log as a node answers it: the only one of a block, by whose number they are in order. */
export function nodeLog({ address, topics, data }: Logged, block = 1) {
  return {
    address,
    topics,
    data,
    blockNumber: numberToHex(block),
    blockHash: zeroHash,
    transactionHash: zeroHash,
    transactionIndex: "0x0",
    logIndex: "0x0",
    transactionLogIndex: "0x0",
    removed: false,
  };
}

/** Thrown by what answers to have the node refuse a request. */
export class NodeRefusal extends Error {}

/** What the process finds without a fake: a test that replaces its node by another leaves none behind. */
const { fetch: real } = globalThis;

/**
 * Has the process find a node, until what is returned is called.
 *
 * @param answer - what the node answers; if it throws anything but a `NodeRefusal`, its answer is lost
 */
export function fakeNode(answer: (request: NodeRequest) => unknown): () => void {
  globalThis.fetch = ((_: unknown, { body }: { body: string }) => {
    const {
      id,
      method,
      params = [],
    } = JSON.parse(body) as Partial<NodeRequest> & { id: number; method: string };
    const respond = (json: object) => Promise.resolve(Response.json({ jsonrpc: "2.0", id, ...json }));
    try {
      return respond({ result: answer({ method, params }) ?? null });
    } catch (error) {
      if (error instanceof NodeRefusal) return respond({ error: { code: -32_000, message: error.message } });
      return Promise.reject(new TypeError("Failed to fetch"));
    }
  }) as typeof fetch;
  return () => {
    globalThis.fetch = real;
  };
}

/** Returns the data of the call that a node is asked to try. */
export function calldataOf({ params }: NodeRequest): Hex {
  return (params[0] as { data: Hex }).data;
}

/** Returns what a node says of a transaction that was done: nothing came of it but that. */
export function nodeReceipt() {
  return {
    transactionHash: zeroHash,
    blockHash: zeroHash,
    blockNumber: "0x1",
    transactionIndex: "0x0",
    status: "0x1",
    gasUsed: "0x1",
    cumulativeGasUsed: "0x1",
    effectiveGasPrice: "0x1",
    logs: [],
    l2ToL1Logs: [],
    logsBloom: "0x",
    type: "0x71",
  };
}
