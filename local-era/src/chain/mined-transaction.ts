import type { ExecutedTransaction } from "../bootloader/executed-transactions.ts";
import { packed } from "../primitives/packed.ts";
import { completeTransaction } from "../transactions/transaction.ts";
import type { EventLog } from "../vm/effects.ts";
import type { MinedTransaction } from "./block.ts";

/**
 * Returns what is kept of an executed transaction as long as its block exists: everything but the trace. A byte array
 * of its own takes 240 bytes whatever it holds, and a transfer has eight; so they share one.
 */
export function minedTransaction({ tx, impersonated, outcome }: ExecutedTransaction): MinedTransaction {
  const [raw, data, signature, paymasterInput, returnData, ...logData] = packed([
    tx.raw,
    tx.data,
    tx.signature,
    tx.paymasterInput,
    outcome.returnData,
    ...outcome.logs.map((log) => log.data),
  ]) as [Uint8Array, Uint8Array, Uint8Array, Uint8Array, Uint8Array, ...Uint8Array[]];
  const { status, gasUsed, l2ToL1Logs, contractAddress } = outcome;
  const logs = outcome.logs.map(({ address, topics }, i): EventLog => ({
    address,
    topics,
    data: logData[i]!,
  }));
  return {
    tx: completeTransaction({ ...tx, raw, data, signature, paymasterInput }, tx),
    impersonated,
    outcome: { status, gasUsed, logs, l2ToL1Logs, contractAddress, returnData },
  };
}
