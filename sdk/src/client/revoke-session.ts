import { encodeFunctionData, type Account, type Chain, type Client, type Hash, type Transport } from "viem";
import { InvalidTransactionRequestError } from "../errors/transaction-errors.js";
import { requireOptions } from "../errors/require-options.js";
import { sameHex } from "../session/same.js";
import { sessionFunctions } from "./session/session-functions.js";
import { sendSessionCall, type SessionCallArgs, type SessionCallReturnType } from "./session-call.js";

/** A session to close, by its hash under either name; see `getSessionHash`. */
export type RevokeSessionArgs = SessionCallArgs & {
  sessionId?: Hash;
  /** As `listSessions` names it, so that what it lists can be given as it is. */
  sessionHash?: Hash;
};

/** The transaction that closed it. */
export type RevokeSessionReturnType = SessionCallReturnType;

/**
 * Closes a session of the client's account, for good.
 *
 * @throws SessionContractError if it is not active
 * @throws TransactionRevertedError if the transaction failed
 * @throws SessionModuleNotFoundError if no session module is at the address that was given
 *
 * @example
 * const [latest] = await listSessions(client, { account, contracts })
 * await revokeSession(client, { ...latest, contracts })
 */
export async function revokeSession(
  client: Client<Transport, Chain, Account>,
  args: RevokeSessionArgs,
): Promise<RevokeSessionReturnType> {
  const call = { abi: sessionFunctions, functionName: "revokeKey", args: [hashOf(args)] } as const;
  requireOptions("revokeSession", args, ["contracts.session"]);
  return sendSessionCall(client, encodeFunctionData(call), args);
}

function hashOf({ sessionId, sessionHash }: RevokeSessionArgs): Hash {
  const hash = sessionId ?? sessionHash;
  requireOptions("revokeSession", { sessionId: hash }, ["sessionId"]);
  if (sessionId && sessionHash && !sameHex(sessionId, sessionHash))
    throw new InvalidTransactionRequestError(
      `Two sessions are named: \`sessionId\` is ${sessionId}, and \`sessionHash\` ${sessionHash}.`,
      "They are two names of one thing. Give one, or close several with `revokeSessions`.",
    );
  return hash as Hash;
}
