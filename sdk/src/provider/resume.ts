import type { ReturnedRequest } from "../communicator/redirect-communicator.js";
import {
  ConnectParamsSchema,
  ConnectResultSchema,
  DisconnectParamsSchema,
} from "../messages/connect-schemas.js";
import type { RequestMessage } from "../messages/envelope-schemas.js";
import { parseMessage } from "../messages/parse-message.js";
import type { SessionRequest } from "../messages/session-request-schemas.js";
import { SendCallsResultSchema } from "../messages/transaction-schemas.js";
import { signerOf } from "../session-key/index.js";
import { resultOf } from "./auth-server-link.js";
import type { CallsStore } from "./calls-store.js";
import { takeAnswer } from "./connect-account.js";
import { readAnswer } from "./connect.js";
import { dropSession } from "./methods/connect-methods.js";
import type { ProviderCore } from "./provider-core.js";

/**
 * Goes on with a request where the page was left with it, and returns what the auth server answered.
 *
 * @throws EthereumRpcError with the answer's code, if the answer is an error, and MalformedMessageError if it is none; a key
 * that was made for a session is gone then
 */
export async function resume(
  core: ProviderCore,
  { request: { id: message, content }, readResponse }: ReturnedRequest,
  sentCalls: CallsStore,
): Promise<unknown> {
  const { method } = content.action;
  if (method === "wallet_connect") return resumeConnect(core, content, () => resultOf(readResponse()));
  const name = sentCalls.takeName(message);
  const result = resultOf(readResponse());
  if (method === "wallet_disconnect") await resumeRevocation(core, content);
  if (method === "wallet_sendCalls") {
    const { id: hash } = parseMessage(SendCallsResultSchema, result, "The answer to wallet_sendCalls");
    const id = name ?? hash;
    sentCalls.add(id, { hash, chainId: content.chainId });
    return { id };
  }
  return result;
}

type Content = RequestMessage["content"];

async function resumeConnect(core: ProviderCore, content: Content, result: () => unknown): Promise<unknown> {
  const asked = askedSession(content);
  try {
    const connected = result();
    const answer = readAnswer(
      parseMessage(ConnectResultSchema, connected, "The answer to wallet_connect"),
      asked,
    );
    await takeAnswer(core, answer, content.chainId);
    return connected;
  } catch (error) {
    // Nobody approved it.
    if (asked) await core.keys.delete(signerOf(asked.key));
    throw error;
  }
}

/** The session that was asked for. */
function askedSession({ action }: Content): SessionRequest | undefined {
  const [{ capabilities }] = parseMessage(ConnectParamsSchema, action.params, "The request that was sent");
  return capabilities.session;
}

async function resumeRevocation(core: ProviderCore, { action, chainId }: Content): Promise<void> {
  const [options] = parseMessage(DisconnectParamsSchema, action.params, "The request that was sent");
  if (options?.sessionHash) await dropSession(core, chainId, options.sessionHash);
}
