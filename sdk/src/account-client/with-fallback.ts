import type { Chain, Client, Transport } from "viem";
import { SessionContractError } from "../contract-errors/sso-contract-error.js";
import { SessionCannotSignError, SessionRefusedError } from "../errors/client-errors.js";
import {
  MalformedTransactionError,
  NoPolicyError,
  PeriodEndsSoonError,
  SessionEndsSoonError,
} from "../errors/session-errors.js";
import { wasSent } from "../transaction/sent-errors.js";

/** What signs where a session cannot: any client of the account's with these of viem's actions. */
export interface FallbackClient {
  readonly sendTransaction: unknown;
  readonly signTransaction?: unknown;
  readonly signMessage?: unknown;
  readonly signTypedData?: unknown;
  readonly deployContract?: unknown;
  readonly writeContract?: unknown;
  readonly sendCalls?: unknown;
}

/** The actions, and what they ask to be signed. */
const ACTIONS = {
  sendTransaction: "this transaction",
  writeContract: "this call",
  sendCalls: "these calls",
  signTransaction: "this transaction",
  deployContract: "the deployment of a contract",
  signMessage: "messages",
  signTypedData: "typed data",
  sendTransactionSync: "this transaction",
  writeContractSync: "this call",
  sendCallsSync: "these calls",
} as const;

type Action = (request: unknown) => Promise<unknown>;
type Actions = Partial<Record<string, Action>>;

/**
 * Has another client do what the session's cannot, unless a node has been given it already; without one, what no session
 * can do is refused at once.
 */
export function withFallback(
  client: Client<Transport, Chain>,
  fallback: FallbackClient | undefined,
): Client<Transport, Chain> {
  const own = client as unknown as Actions;
  const other = (fallback ?? {}) as Actions;
  const actions: Record<string, Action> = {};
  for (const [name, what] of Object.entries(ACTIONS)) {
    const [first, second] = [own[name], other[name]];
    if (name === "deployContract") actions[name] = second ?? refusal(what);
    else if (first && second) actions[name] = either(first, second);
  }
  return client.extend(() => actions as never);
}

function either(first: Action, second: Action): Action {
  return async (request) => {
    try {
      return await first(request);
    } catch (error) {
      // Not every client keeps the nonce it is given, so nobody signs again what a node may have kept: both could happen.
      if (isBeyondSession(error) && !wasSent(error)) return second(request);
      throw error;
    }
  };
}

/** The chain's deployer is a system contract, which no session may call. */
function refusal(what: string): Action {
  return () => Promise.reject(new SessionCannotSignError(what));
}

function isBeyondSession(error: unknown): boolean {
  return [
    SessionRefusedError,
    SessionCannotSignError,
    NoPolicyError,
    MalformedTransactionError,
    // The owner is bound to no period, and need not wait.
    PeriodEndsSoonError,
    SessionEndsSoonError,
    // What only the chain knows, such as what has become a module since the session was opened.
    SessionContractError,
  ].some((kind) => error instanceof kind);
}
