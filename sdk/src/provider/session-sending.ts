import type { Hash } from "viem";
import { PopupBlockedError } from "../errors/communicator-errors.js";
import { OutsideSessionError } from "../errors/provider-errors.js";
import type { Refusal } from "../session/refusal.js";
import type { TimeRefusal } from "../session/time-refusal.js";
import type { AccountTransaction } from "../transaction/account-transaction.js";
import { inTurn } from "../transaction/turns.js";
import type { ConnectedSession } from "./connection.js";
import { staticRefusal } from "./static-refusal.js";

/** Why a session does not allow a transaction, or not now, and the sentence that says so. */
export type SpokenRefusal = (Refusal | TimeRefusal) & { readonly message: string };

/** Sends an account's transactions by a session's key. */
export interface SessionSender {
  /** @throws SessionRefusedError, PeriodEndsSoonError, SessionEndsSoonError if the session does not allow it, or not now */
  sendTransaction(transaction: AccountTransaction): Promise<Hash>;
  /** Estimates it with the session's signature. */
  estimateGas(transaction: AccountTransaction): Promise<bigint>;
}

/** How a transaction is sent while a session is open. */
export interface SessionSending {
  readonly account: `0x${string}`;
  readonly session: ConnectedSession;
  readonly transaction: AccountTransaction;
  /** Whether the sender may find a paymaster for it, so that its fee is not the session's. Not, if not given. */
  readonly mayBePaidFor?: boolean;
  /** Makes the sender; nothing if the session's key is not here. */
  readonly makeSender: () => Promise<SessionSender | undefined>;
  /** Asks the owner; opens the way to the auth server before it returns. */
  readonly askOwner: () => Promise<Hash>;
  /** Is told what the session does not allow, before the owner is asked. */
  readonly onRefused: (refusal: SpokenRefusal) => void;
}

/**
 * Sends a transaction by the session's key, or has the owner sign it if the session does not allow it. What no session
 * of this kind could ever allow goes to the owner at once, in the person's click. In the last minute of a period the
 * owner is asked as well: whoever does not sign is told when the session allows it again. What a node has been given,
 * signed, the owner is not asked for: both could happen, for the auth server takes a nonce of its own.
 *
 * @throws OutsideSessionError if the session does not allow it and the owner does not sign
 */
export async function sendWithSession(sending: SessionSending): Promise<Hash> {
  const { account, session, transaction, mayBePaidFor, makeSender } = sending;
  // Without gas there is no fee.
  const decided = mayBePaidFor ? { ...transaction, gas: 0n } : transaction;
  const refusal = staticRefusal(session.sessionConfig, account, decided);
  if (refusal) return askOwnerAfter(refusal, sending);
  const sender = await makeSender();
  if (!sender) return sending.askOwner();
  try {
    // Nonces are taken in the order in which transactions are asked for, however long an estimate takes.
    const { sent } = await inTurn(`session ${session.sessionHash}`, async () => ({
      sent: sender.sendTransaction(await withEnoughGas(sender, transaction)),
    }));
    return await sent;
  } catch (error) {
    const found = refusalOf(error);
    if (!found) throw error;
    return askOwnerAfter(found, sending);
  }
}

/**
 * Returns a transaction with no less gas than it takes: an app may have asked a node, which knows nothing of the session's
 * signature. Of what a paymaster pays for, the paymaster may have signed the gas.
 */
async function withEnoughGas(
  sender: SessionSender,
  transaction: AccountTransaction,
): Promise<AccountTransaction> {
  const { gas, paymaster } = transaction;
  if (gas === undefined || paymaster !== undefined) return transaction;
  // What cannot be estimated is sent as it was asked for, and refused by what says why.
  const takes = await sender.estimateGas(transaction).catch(() => gas);
  return takes > gas ? { ...transaction, gas: takes } : transaction;
}

async function askOwnerAfter(refusal: SpokenRefusal, { askOwner, onRefused }: SessionSending): Promise<Hash> {
  onRefused(refusal);
  try {
    return await askOwner();
  } catch (error) {
    // A blocked window is opened by its retry; nothing is decided yet.
    if (error instanceof PopupBlockedError) throw error;
    throw new OutsideSessionError(refusal, refusal.message, error);
  }
}

/** Returns the refusal that an error is about, if the session's key has sent nothing; nothing if it is something else. */
function refusalOf(error: unknown): SpokenRefusal | undefined {
  const { refusal, shortMessage, sentNonce } = Object(error) as {
    refusal?: Refusal | TimeRefusal;
    shortMessage?: string;
    sentNonce?: number;
  };
  if (sentNonce !== undefined) return undefined;
  return refusal && { message: shortMessage ?? "", ...refusal };
}
