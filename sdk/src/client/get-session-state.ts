import type { Address, Chain, Client, Transport } from "viem";
import { requireOptions } from "../errors/require-options.js";
import type { SessionSpec } from "../session/session-spec.js";
import type { SessionState } from "../session/session-state.js";
import { readSessionState } from "./session/read-session-state.js";

/** A session, and whose it is. */
export type GetSessionStateArgs = {
  account: Address;
  sessionConfig: SessionSpec;
  contracts: {
    /** The session module. */
    session: Address;
  };
};

/** What is left of the session. */
export type GetSessionStateReturnType = {
  sessionState: SessionState;
};

/**
 * Reads what is left of a session: of its fees, and of each of its limits.
 *
 * @throws SessionModuleNotFoundError if no session module is at the address that was given
 */
export async function getSessionState(
  client: Client<Transport, Chain>,
  args: GetSessionStateArgs,
): Promise<GetSessionStateReturnType> {
  requireOptions("getSessionState", args, ["account", "sessionConfig", "contracts.session"]);
  const { account, sessionConfig, contracts } = args;
  const parameters = { account, session: sessionConfig, module: contracts.session };
  return { sessionState: await readSessionState(client, parameters) };
}
