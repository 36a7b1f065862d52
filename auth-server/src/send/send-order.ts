import { isAddressEqual, type Address } from "viem";
import { balanceInWords } from "../words/balance.ts";
import { readAddress } from "../words/read-address.ts";
import { readEther } from "../words/read-amount.ts";

/** What is to be sent, and to whom. */
export interface SendOrder {
  readonly to: Address;
  /** Wei. */
  readonly value: bigint;
}

/** What is wrong with what the person wrote, field by field. */
export interface OrderProblems {
  readonly to?: string;
  readonly amount?: string;
}

interface Sender {
  readonly address: Address;
  /** Wei. */
  readonly balance: bigint;
  /** Contracts of the chain that keep accounts: they give back nothing that is sent to them. */
  readonly contracts: readonly Address[];
}

/** Reads what the person wants to send, or says what is wrong with it. */
export function readOrder(
  texts: { readonly to: string; readonly amount: string },
  sender: Sender,
): { readonly order: SendOrder } | { readonly problems: OrderProblems } {
  const to = readAddress(texts.to);
  const value = readEther(texts.amount);
  const toProblem = to.problem ?? whyNotTo(to.address, sender);
  const amountProblem = whyNotSo(value, sender.balance);
  if (to.address && !toProblem && value !== undefined && !amountProblem)
    return { order: { to: to.address, value } };
  return {
    problems: { ...(toProblem && { to: toProblem }), ...(amountProblem && { amount: amountProblem }) },
  };
}

function whyNotTo(to: Address, { address, contracts }: Sender): string | undefined {
  if (isAddressEqual(to, address)) return "That is your own address.";
  if (contracts.some((contract) => isAddressEqual(to, contract)))
    return "That is one of the contracts that look after accounts: what goes there is lost.";
  return undefined;
}

function whyNotSo(value: bigint | undefined, balance: bigint): string | undefined {
  if (value === undefined) return "Write a number, such as 0.05.";
  if (value === 0n) return "Nothing would be sent.";
  if (value > balance) return `That is more than you have (${balanceInWords(balance)} ETH).`;
  return undefined;
}
