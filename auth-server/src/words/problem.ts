import {
  BaseError,
  HttpRequestError,
  RpcError,
  RpcRequestError,
  TimeoutError,
  WaitForTransactionReceiptTimeoutError,
} from "viem";
import { SsoError } from "@zksync-sso/sdk/errors";
import { quotedName } from "@zksync-sso/sdk/session";
import { ChainsUnreadableError } from "../chains/load-chains.ts";

/** What went wrong, and what the person can do about it. */
export interface Problem {
  readonly what: string;
  readonly remedy: string;
}

/** A node that answers for another chain than the page's list says. */
export class WrongChainError extends Error {
  override readonly name = "WrongChainError";
}

/** Something that is explained where it happens. */
export class ExplainedError extends Error {
  override readonly name = "ExplainedError";
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(`${problem.what} ${problem.remedy}`);
    this.problem = problem;
  }
}

/** By the names of the SDK's errors. */
const KNOWN: Readonly<Record<string, Problem>> = {
  PasskeyCancelledError: {
    what: "Nothing happened.",
    remedy: "The passkey prompt was closed or took too long. Try again when you are ready.",
  },
  PasskeysUnavailableError: {
    what: "This browser has no passkeys.",
    remedy: "If you are inside another app, open this page in your phone’s own browser.",
  },
  AuthenticatorUnsuitableError: {
    what: "This device cannot make a passkey that works here.",
    remedy: "Use a phone, or another browser.",
  },
  PasskeyExistsError: {
    what: "This device has a passkey for this account already.",
    // Only who adds one is told: for a new account, every device makes one.
    remedy: "Make the new one on another device, or on a security key.",
  },
  AccountNotFoundError: {
    what: "No account here has this passkey.",
    remedy: "Choose another passkey, or create an account.",
  },
  TransactionReplacedError: {
    what: "It did not happen.",
    remedy: "Something else was sent in its place. If you did not cancel it on purpose, try again.",
  },
};

/** Says in words what an error means for the person. */
export function problemOf(error: unknown): Problem {
  const explained = explanationIn(error);
  if (explained) return explained.problem;
  if (error instanceof ChainsUnreadableError)
    return { what: error.message, remedy: "Try again. If that does not help, tell whoever runs this page." };
  if (error instanceof WrongChainError)
    return { what: error.message, remedy: "Nothing was sent. Tell whoever runs this page." };
  const known = KNOWN[nameOf(error)];
  if (known) return known;
  if (isSlow(error))
    return {
      what: "It is sent, and the chain has not done it yet.",
      remedy: "It may still happen: look again in a few minutes, before you do it once more.",
    };
  if (isUnreachable(error))
    return { what: "The chain does not answer.", remedy: "Check your connection, and try again." };
  if (error instanceof TypeError && UNLOADED.test(error.message)) return PART_MISSING;
  if (error instanceof SsoError) return problemOfSdk(error);
  if (error instanceof BaseError) return { what: "The chain refused it.", remedy: reason(saidIn(error)) };
  return {
    what: "Something went wrong.",
    remedy: reason(error instanceof Error ? error.message : String(error)),
  };
}

/** How browsers say that a part of the page could not be loaded. Most never try that again: only the page can be. */
const UNLOADED =
  /^(failed to fetch|error loading) dynamically imported module|^importing a module script failed/i;

const PART_MISSING = {
  what: "A part of this page could not be loaded.",
  remedy: "Check your connection, and load this page again.",
};

/** Errors whose words are ours, but for addresses. */
const OURS: ReadonlySet<string> = new Set([
  "ForbiddenCallError",
  "ForeignAccountError",
  "UnprovenAskerError",
]);

/** What the person can do, where the error's own remedy is the app's to apply. */
const REMEDIES: Readonly<Record<string, string>> = {
  ForeignAccountError: "If that one is yours as well, go on with it: choose “Another account”.",
};

/** What the SDK says may have in it what an app, a contract or a node has said: none of it appears as the page's own words. */
function problemOfSdk({ name, shortMessage, metaMessages }: SsoError): Problem {
  const remedy = REMEDIES[name] ?? metaMessages.join(" ");
  if (OURS.has(name)) return { what: shortMessage, remedy };
  return { what: "It cannot be done.", remedy: reason(`${shortMessage} ${remedy}`) };
}

/** What a node has answered: viem says in its place what the answer's number means, and most nodes give all theirs the same. */
function saidIn(error: BaseError): string {
  const answer = error.walk((each) => each instanceof RpcError || each instanceof RpcRequestError);
  const isAllSaid = answer instanceof BaseError && answer.shortMessage === error.shortMessage;
  return (isAllSaid && answer.details) || error.shortMessage;
}

function reason(text: string): string {
  return `The reason given is ${quotedName(text, LONGEST_REASON) ?? "none"}.`;
}

/** In characters. */
const LONGEST_REASON = 400;

/** What others have wrapped is still explained best where it happened. */
function explanationIn(error: unknown): ExplainedError | undefined {
  if (error instanceof ExplainedError) return error;
  return error instanceof Error ? explanationIn(error.cause) : undefined;
}

function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : "";
}

/** Says whether an error is a node's that cannot be reached now, or whose gateway says so for it. */
export function isUnreachable(error: unknown): boolean {
  const unreachable = (each: unknown): boolean =>
    each instanceof TimeoutError || (each instanceof HttpRequestError && isOutage(each.status));
  if (error instanceof BaseError) return error.walk(unreachable) !== null;
  return error instanceof SsoError && error.walk(unreachable) !== undefined;
}

/** Says whether something was sent, and no receipt came. */
function isSlow(error: unknown): boolean {
  const slow = (each: unknown): boolean => each instanceof WaitForTransactionReceiptTimeoutError;
  if (error instanceof BaseError) return error.walk(slow) !== null;
  return error instanceof SsoError && error.walk(slow) !== undefined;
}

/** No status is no answer; 429 and those from 500 on are a gateway's, whose node may be well in a moment. */
function isOutage(status: number | undefined): boolean {
  return status === undefined || status === 429 || status >= 500;
}
