import { encodeFunctionData, type Account, type Chain, type Client, type Hash, type Transport } from "viem";
import { sessionFunctions } from "./session/session-functions.js";
import { sendSessionCall, type SessionCallArgs, type SessionCallReturnType } from "./session-call.js";

/** Sessions to close. */
export type RevokeSessionsArgs = SessionCallArgs & {
  /** The sessions' hashes; see `getSessionHash`. */
  sessionIds: readonly Hash[];
};

/**
 * Closes several sessions of the client's account, for good: all of them, or none.
 *
 * @throws SessionContractError if one of them is not active
 * @throws TransactionRevertedError if the transaction failed
 */
export async function revokeSessions(
  client: Client<Transport, Chain, Account>,
  { sessionIds, ...args }: RevokeSessionsArgs,
): Promise<SessionCallReturnType> {
  const call = { abi: sessionFunctions, functionName: "revokeKeys", args: [sessionIds] } as const;
  return sendSessionCall(client, encodeFunctionData(call), args);
}
