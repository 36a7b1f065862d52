import {
  decodeFunctionResult,
  encodeFunctionData,
  type Address,
  type Chain,
  type Client,
  type Transport,
} from "viem";
import type { SessionSpec } from "../../session/session-spec.js";
import type { SessionState } from "../../session/session-state.js";
import { sessionFunctions } from "./session-functions.js";

/** The session, and where it is. */
export interface ReadSessionStateParameters {
  readonly account: Address;
  readonly session: SessionSpec;
  /** The session module. */
  readonly module: Address;
}

/** Reads what is left of a session, as of the chain's next block. */
export async function readSessionState(
  client: Client<Transport, Chain>,
  { account, session, module }: ReadSessionStateParameters,
): Promise<SessionState> {
  const call = { abi: sessionFunctions, functionName: "sessionState" } as const;
  const data = encodeFunctionData({ ...call, args: [account, session] });
  const answer = await client.request({ method: "eth_call", params: [{ to: module, data }, "pending"] });
  const state = decodeFunctionResult({ ...call, data: answer });
  return {
    status: state.status as SessionState["status"],
    feesRemaining: state.feesRemaining,
    transferValue: [...state.transferValue],
    callValue: [...state.callValue],
    callParams: [...state.callParams],
  };
}
