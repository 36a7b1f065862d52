import { numberToHex, type Hex } from "viem";
import { UnreadableAnswerError } from "../errors/transaction-errors.js";
import type { SentCalls } from "./calls-store.js";

/** One of the receipts of a bundle of calls (EIP-5792). */
export interface CallsReceipt {
  readonly logs: readonly { address: Hex; data: Hex; topics: readonly Hex[] }[];
  readonly status: Hex;
  readonly blockHash: Hex;
  readonly blockNumber: Hex;
  readonly gasUsed: Hex;
  readonly transactionHash: Hex;
}

/** What `wallet_getCallsStatus` answers (EIP-5792, version 2.0.0). */
export interface CallsStatus {
  readonly version: "2.0.0";
  readonly id: string;
  readonly chainId: Hex;
  /** 100 pending, 200 confirmed, 500 reverted: always as a whole. */
  readonly status: 100 | 200 | 500;
  readonly atomic: true;
  readonly receipts?: readonly CallsReceipt[];
}

/**
 * Reads a receipt that a node answered, whatever its types say; nothing if there is none.
 *
 * @throws UnreadableAnswerError if it does not say what has become of the transaction: who is told that it failed sends another
 */
export function readReceipt(answer: unknown): CallsReceipt | null {
  if (answer === null || answer === undefined) return null;
  const { status, logs } = Object(answer) as Partial<Record<keyof CallsReceipt, unknown>>;
  if ((status !== "0x0" && status !== "0x1") || !Array.isArray(logs))
    throw new UnreadableAnswerError("eth_getTransactionReceipt", answer);
  return answer as CallsReceipt;
}

/** Returns the status of a bundle, from its transaction's receipt; it is pending without one. */
export function callsStatus(id: string, { chainId }: SentCalls, receipt: CallsReceipt | null): CallsStatus {
  const shared = { version: "2.0.0", id, chainId: numberToHex(chainId), atomic: true } as const;
  if (!receipt) return { ...shared, status: 100 };
  const { status, blockHash, blockNumber, gasUsed, transactionHash } = receipt;
  const logs = receipt.logs.map(({ address, data, topics }) => ({ address, data, topics }));
  return {
    ...shared,
    status: Number(status) === 1 ? 200 : 500,
    receipts: [{ logs, status, blockHash, blockNumber, gasUsed, transactionHash }],
  };
}
