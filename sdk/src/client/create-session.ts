import { encodeFunctionData, type Account, type Chain, type Client, type Transport } from "viem";
import { requireOptions } from "../errors/require-options.js";
import type { SessionSpec } from "../session/session-spec.js";
import { sessionFunctions } from "./session/session-functions.js";
import { sendSessionCall, type SessionCallArgs, type SessionCallReturnType } from "./session-call.js";

/** A session to open. */
export type CreateSessionArgs = SessionCallArgs & {
  sessionConfig: SessionSpec;
};

/** The transaction that opened it. */
export type CreateSessionReturnType = SessionCallReturnType;

/**
 * Opens a session for the client's account.
 *
 * @throws SessionContractError if the session makes no sense, or its key was used before
 * @throws TransactionRevertedError if the transaction failed
 * @throws SessionModuleNotFoundError if no session module is at the address that was given
 *
 * @example
 * await createSession(client, { sessionConfig, contracts: { session } })
 */
export async function createSession(
  client: Client<Transport, Chain, Account>,
  args: CreateSessionArgs,
): Promise<CreateSessionReturnType> {
  requireOptions("createSession", args, ["sessionConfig", "contracts.session"]);
  const { sessionConfig, ...options } = args;
  const call = { abi: sessionFunctions, functionName: "createSession", args: [sessionConfig] } as const;
  return sendSessionCall(client, encodeFunctionData(call), options);
}
