import type { ExecutedTransaction } from "../bootloader/executed-transactions.ts";
import { VALIDATION_LIMIT } from "../bootloader/gas.ts";
import type { TransactionCosts } from "../bootloader/outcome.ts";
import { totalPrice } from "../era-prices/price-meter.ts";
import { toHex } from "../primitives/hex.ts";
import { pubdataLength } from "../pubdata/pubdata.ts";
import { functionName } from "./known-names.ts";

/**
 * Reports what a transaction's gas limit was spent on: the bootloader's own share, each of its calls, pubdata and the
 * refund; then what was published, and what the account's validation cost in Era's prices.
 */
export function gasReport({ tx, outcome, impersonated }: ExecutedTransaction): string[] {
  const calls = outcome.trace.map(({ input, gasUsed }) => {
    const selector = toHex(input.subarray(0, 4));
    return { name: functionName(selector) ?? selector, gasUsed };
  });
  const inCalls = calls.reduce((sum, { gasUsed }) => sum + gasUsed, 0n);
  const { pubdata, gasPerPubdata } = outcome.costs;
  if (impersonated) {
    return [
      `gas: ${inCalls} in the call of an impersonated account, which pays nothing`,
      publishedLine(outcome.costs),
    ];
  }
  const published = BigInt(pubdataLength(pubdata)) * gasPerPubdata;
  const parts = [
    `${outcome.gasUsed - inCalls - published} overhead`,
    ...calls.map(({ name, gasUsed }) => `${gasUsed} ${name}`),
    `${published} published data`,
    `${tx.gasLimit - outcome.gasUsed} refunded`,
  ];
  return [
    `gas limit ${tx.gasLimit}: ${parts.join(", ")}`,
    publishedLine(outcome.costs),
    ...validationLines(outcome.costs),
  ];
}

function publishedLine({ pubdata, gasPerPubdata }: TransactionCosts): string {
  const { stateDiffs, logs, messages, bytecodes } = pubdata;
  const parts = [
    `${stateDiffs} state changes`,
    `${logs} logs`,
    `${messages} messages`,
    `${bytecodes} bytecodes`,
  ];
  return `published: ${pubdataLength(pubdata)} bytes at ${gasPerPubdata} gas: ${parts.join(", ")}`;
}

function validationLines({ validation }: TransactionCosts): string[] {
  if (validation === undefined) return [];
  const { storage, calls, hashing, signatures, other } = validation;
  const parts = [
    `${storage} storage`,
    `${calls} calls`,
    `${hashing} hashing`,
    `${signatures} signatures`,
    `${other} other`,
  ];
  return [
    `validation: ${totalPrice(validation)} of ${VALIDATION_LIMIT} in Era's prices (estimated): ${parts.join(", ")}`,
  ];
}
