import {
  BaseError,
  decodeFunctionResult,
  encodeFunctionData,
  type Address,
  type Chain,
  type Client,
  type Hex,
  type Transport,
} from "viem";
import { contractErrorOf } from "../../contract-errors/with-contract-errors.js";
import { SessionModuleNotFoundError } from "../../errors/client-errors.js";
import type { SessionSpec } from "../../session/session-spec.js";
import type { SessionState } from "../../session/session-state.js";
import { bytesIn } from "../../transaction/read-answer.js";
import { sessionFunctions } from "./session-functions.js";

const SESSION_STATE = { abi: sessionFunctions, functionName: "sessionState" } as const;

/** The session, and where it is. */
export interface ReadSessionStateParameters {
  readonly account: Address;
  readonly session: SessionSpec;
  /** The session module. */
  readonly module: Address;
}

/**
 * Reads what is left of a session, as of the chain's next block.
 *
 * @throws SessionModuleNotFoundError if the module's address has no code, or other code
 */
export async function readSessionState(
  client: Client<Transport, Chain>,
  { account, session, module }: ReadSessionStateParameters,
): Promise<SessionState> {
  const data = encodeFunctionData({ ...SESSION_STATE, args: [account, session] });
  const state = decode(client, module, await ask(client, module, data));
  return {
    status: state.status as SessionState["status"],
    feesRemaining: state.feesRemaining,
    transferValue: [...state.transferValue],
    callValue: [...state.callValue],
    callParams: [...state.callParams],
  };
}

/** The module refuses no question about a session: a contract that reverts is another one. */
async function ask(client: Client<Transport, Chain>, module: Address, data: Hex): Promise<Hex> {
  try {
    const answer = await client.request({ method: "eth_call", params: [{ to: module, data }, "pending"] });
    return bytesIn(answer, "eth_call");
  } catch (error) {
    const isRevert = error instanceof BaseError && /execution reverted/i.test(error.details);
    if (!isRevert || (await contractErrorOf(error))?.family === "session") throw error;
    throw new SessionModuleNotFoundError(module, client.chain.id, error);
  }
}

function decode(client: Client<Transport, Chain>, module: Address, data: Hex) {
  try {
    return decodeFunctionResult({ ...SESSION_STATE, data });
  } catch (error) {
    // An address without code answers nothing, and another contract something else.
    throw new SessionModuleNotFoundError(module, client.chain.id, error);
  }
}
