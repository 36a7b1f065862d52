import { encodeFunctionData, type Account, type Chain, type Client, type Hash, type Transport } from "viem";
import { sessionFunctions } from "./session/session-functions.js";
import { sendSessionCall, type SessionCallArgs, type SessionCallReturnType } from "./session-call.js";

/** A session to close. */
export type RevokeSessionArgs = SessionCallArgs & {
  /** The session's hash; see `getSessionHash`. */
  sessionId: Hash;
};

/** The transaction that closed it. */
export type RevokeSessionReturnType = SessionCallReturnType;

/**
 * Closes a session of the client's account, for good.
 *
 * @throws SessionContractError if it is not active
 * @throws TransactionRevertedError if the transaction failed
 */
export async function revokeSession(
  client: Client<Transport, Chain, Account>,
  { sessionId, ...args }: RevokeSessionArgs,
): Promise<RevokeSessionReturnType> {
  const call = { abi: sessionFunctions, functionName: "revokeKey", args: [sessionId] } as const;
  return sendSessionCall(client, encodeFunctionData(call), args);
}
