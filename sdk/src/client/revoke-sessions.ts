import { encodeFunctionData, type Account, type Chain, type Client, type Hash, type Transport } from "viem";
import { requireOptions } from "../errors/require-options.js";
import { InvalidTransactionRequestError } from "../errors/transaction-errors.js";
import { sessionFunctions } from "./session/session-functions.js";
import { sendSessionCall, type SessionCallArgs, type SessionCallReturnType } from "./session-call.js";

/** Sessions to close. */
export type RevokeSessionsArgs = SessionCallArgs & {
  /** The sessions' hashes, see `getSessionHash`; or sessions as `listSessions` lists them. */
  sessionIds: readonly (Hash | { readonly sessionHash: Hash })[];
};

/**
 * Closes several sessions of the client's account, for good: all of them, or none.
 *
 * @throws SessionContractError if one of them is not active
 * @throws InvalidTransactionRequestError if there are none to close
 * @throws TransactionRevertedError if the transaction failed
 * @throws SessionModuleNotFoundError if no session module is at the address that was given
 */
export async function revokeSessions(
  client: Client<Transport, Chain, Account>,
  args: RevokeSessionsArgs,
): Promise<SessionCallReturnType> {
  requireOptions("revokeSessions", args, ["sessionIds", "contracts.session"]);
  const { sessionIds, ...options } = args;
  const hashes = sessionIds.map((each) => (typeof each === "string" ? each : each.sessionHash));
  if (hashes.length === 0)
    throw new InvalidTransactionRequestError(
      "There are no sessions to close.",
      "Give at least one in `sessionIds`.",
    );
  const call = { abi: sessionFunctions, functionName: "revokeKeys", args: [hashes] } as const;
  return sendSessionCall(client, encodeFunctionData(call), options);
}
