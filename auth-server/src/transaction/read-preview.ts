import { SsoError } from "@zksync-sso/sdk/errors";
import type { Address } from "viem";
import { getBalance, getGasPrice, getTransactionCount } from "viem/actions";
import { accountClient, nodeClient } from "../account/account-client.ts";
import type { KnownAccount } from "../account/known-account.ts";
import { readTargetFacts, type FactsByTarget } from "../approval/target-facts.ts";
import type { ChainConfig } from "../chains/chain-config.ts";
import { ethInWords } from "../words/amount.ts";
import { balanceInWords } from "../words/balance.ts";
import { isUnreachable, problemOf, type Problem } from "../words/problem.ts";
import { ForbiddenCallError, type AskedTransaction } from "./asked-transaction.ts";
import { findModule } from "./find-module.ts";
import { readChanges, type Changes } from "./read-changes.ts";

/** What a transaction would use now: of gas, at a price in wei for a unit of it. */
export interface Fee {
  readonly gas: bigint;
  readonly price: bigint;
}

/** What is known of a transaction before it is sent. */
export interface Preview {
  readonly facts: FactsByTarget;
  readonly fee: Fee | undefined;
  /** What it changes of what the account has; nothing if that could not be tried out. */
  readonly changes: Changes | undefined;
  /** How many transactions the account has sent. */
  readonly sent: number | undefined;
  /** Why it would fail, or must not be approved. */
  readonly problem: Problem | undefined;
}

/** Tries out a transaction on the chain, without sending it. Whatever cannot be read is left out, or is a problem. */
export async function readPreview(
  chain: ChainConfig,
  account: KnownAccount,
  { calls, transaction }: AskedTransaction,
): Promise<Preview> {
  const node = nodeClient(chain);
  const targets = calls.map(({ to }) => to);
  const reading = readTargetFacts(node, targets);
  const [facts, changes, cost, balance, sent, module] = await Promise.allSettled([
    reading,
    reading.then((read) => readChanges(chain, account.address, calls, read)),
    Promise.all([accountClient(chain, account).estimateGas(transaction), getGasPrice(node)]),
    getBalance(node, { address: account.address }),
    getTransactionCount(node, { address: account.address, blockTag: "pending" }),
    findModule(node, account.address, calls),
  ]);
  const value = calls.reduce((sum, call) => sum + call.value, 0n);
  const isPoor = balance.status === "fulfilled" && balance.value < value;
  return {
    facts: facts.status === "fulfilled" ? facts.value : new Map(),
    changes: changes.status === "fulfilled" ? changes.value : undefined,
    fee: cost.status === "fulfilled" ? { gas: cost.value[0], price: cost.value[1] } : undefined,
    sent: sent.status === "fulfilled" ? sent.value : undefined,
    problem:
      forbidden(module) ??
      (cost.status === "rejected"
        ? wouldFail(cost.reason, isPoor ? tooLittle(balance.value, value) : undefined)
        : unread(module)),
  };
}

function forbidden(module: PromiseSettledResult<Address | undefined>): Problem | undefined {
  return module.status === "fulfilled" && module.value
    ? problemOf(new ForbiddenCallError(module.value))
    : undefined;
}

/** What is not known to be no module is not offered for approval. */
function unread(module: PromiseSettledResult<Address | undefined>): Problem | undefined {
  if (module.status === "fulfilled") return undefined;
  const { what, remedy } = problemOf(module.reason);
  return { what: `We could not check that it leaves alone what may act for your account. ${what}`, remedy };
}

function tooLittle(balance: bigint, value: bigint): Problem {
  return {
    what: "Your account has too little ETH.",
    remedy: `It has ${balanceInWords(balance)} ETH, and this takes ${ethInWords(value)} and the network fee.`,
  };
}

function wouldFail(error: unknown, poverty: Problem | undefined): Problem {
  if (poverty) return poverty;
  if (error instanceof SsoError && "rule" in error && error.rule === "InsufficientFunds")
    return {
      what: "Your account has too little ETH for the network fee.",
      remedy: "Send some ETH to it, and try again.",
    };
  const { what, remedy } = problemOf(error);
  if (isUnreachable(error)) return { what: `We could not try out what it would do. ${what}`, remedy };
  return { what: `It would fail, so there is nothing to approve. ${what}`, remedy };
}
