import type { Address, Chain, Client, Transport } from "viem";
import { SessionRefusedError } from "../../errors/client-errors.js";
import { AccountWithoutCodeError } from "../../errors/transaction-errors.js";
import { explain } from "../../session/explain.js";
import type { SessionSnapshot } from "../../session/session-state.js";
import type { SessionTransaction } from "../../session/session-transaction.js";
import { SessionStatus } from "../../session/session-status.js";
import type { AccountTransaction } from "../../transaction/account-transaction.js";
import type { PreparedTransaction } from "../../transaction/prepare-transaction.js";
import type { ChainTime } from "../../transaction/transaction-signer.js";
import { endsSoon } from "./time-refusal.js";
import { readSessionState, type ReadSessionStateParameters } from "./read-session-state.js";

/** A session to check transactions of, and who wants to know its state each time. */
export interface SessionPrecheckOptions extends ReadSessionStateParameters {
  readonly onSnapshot?: (snapshot: SessionSnapshot) => void;
}

/**
 * Checks a session's transactions before they are sent, by the chain's own rules: with the state that is read in the
 * same round as everything else, and again when the fee is known. Then also by what is no rule of the contract's: that
 * enough time is left.
 */
export function sessionPrecheck(client: Client<Transport, Chain>, options: SessionPrecheckOptions) {
  const { account, session, onSnapshot } = options;
  const check = (snapshot: SessionSnapshot, transaction: SessionTransaction): void => {
    const answer = explain(session, snapshot, { ...transaction, from: account });
    if (answer.allowed) return;
    throw new SessionRefusedError(answer, answer.message);
  };
  return {
    alongside: async (
      transaction: AccountTransaction,
      time: Promise<ChainTime>,
    ): Promise<SessionSnapshot> => {
      const [state, { timestamp }] = await Promise.all([readSessionState(client, options), time]);
      const snapshot = { ...state, timestamp };
      onSnapshot?.(snapshot);
      if (snapshot.status === SessionStatus.NotInitialized) await requireAccount(client, account);
      check(snapshot, transaction);
      return snapshot;
    },
    review: ({ reads, transaction }: PreparedTransaction<SessionSnapshot>): void => {
      check(reads, transaction);
      const tooLate = endsSoon(session, transaction, reads.timestamp);
      if (tooLate) throw tooLate;
    },
  };
}

/** Of an address without an account, the module knows no session either; that is what is wrong then. */
async function requireAccount(client: Client<Transport, Chain>, account: Address): Promise<void> {
  const code = await client
    .request({ method: "eth_getCode", params: [account, "pending"] })
    .catch(() => undefined);
  if (code === "0x") throw new AccountWithoutCodeError(account, client.chain.id, undefined);
}
