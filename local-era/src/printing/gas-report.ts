import type { ExecutedTransaction } from "../chain/chain.ts";
import { toHex } from "../primitives/hex.ts";
import { functionName } from "./known-names.ts";

/** What a transaction's gas limit went into: the bootloader's own share, each of its calls, and what was given back. */
export function gasReport({ tx, outcome, impersonated }: ExecutedTransaction): string {
  const calls = outcome.trace.map(({ input, gasUsed }) => {
    const selector = toHex(input.subarray(0, 4));
    return { name: functionName(selector) ?? selector, gasUsed };
  });
  const inCalls = calls.reduce((sum, { gasUsed }) => sum + gasUsed, 0n);
  if (impersonated) return `gas: ${inCalls} in the call of an impersonated account, which pays nothing`;
  const parts = [
    `${outcome.gasUsed - inCalls} overhead`,
    ...calls.map(({ name, gasUsed }) => `${gasUsed} ${name}`),
    `${tx.gasLimit - outcome.gasUsed} refunded`,
  ];
  return `gas limit ${tx.gasLimit}: ${parts.join(", ")}`;
}
