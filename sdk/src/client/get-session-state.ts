import type { Address, Chain, Client, Transport } from "viem";
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

/** Reads what is left of a session: of its fees, and of each of its limits. */
export async function getSessionState(
  client: Client<Transport, Chain>,
  { account, sessionConfig, contracts }: GetSessionStateArgs,
): Promise<GetSessionStateReturnType> {
  const parameters = { account, session: sessionConfig, module: contracts.session };
  return { sessionState: await readSessionState(client, parameters) };
}
