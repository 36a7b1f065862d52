import { serializeError, standardErrors } from "@zksync-sso/sdk/errors";
import { decodeMessage, encodeMessage, parseRequest } from "@zksync-sso/sdk/messages";
import type { AppRequest } from "./app-request.ts";

/**
 * Reads the request that the page was opened with by redirect: in the address's fragment, with where to go back to. Who asks
 * is the origin of where the answer goes: nobody else gets it.
 *
 * @throws MalformedMessageError, MethodNotFoundError if it is no request
 */
export function redirectRequest(page: Window): AppRequest | undefined {
  const search = new URLSearchParams(page.location.search);
  const [redirectUri, state] = [search.get("redirect_uri"), search.get("state")];
  const text = new URLSearchParams(page.location.hash.slice(1)).get("request");
  if (redirectUri === null || state === null || text === null) return undefined;
  const target = webAddress(redirectUri);
  if (!target) return undefined;
  const request = parseRequest(decodeMessage(text));

  const goBack = (content: object): void => {
    const response = encodeMessage({ id: crypto.randomUUID(), requestId: request.id, content });
    target.hash = new URLSearchParams({ state, response }).toString();
    page.location.replace(target);
  };
  return {
    origin: target.origin,
    request,
    answer: (result) => {
      goBack({ result });
    },
    fail: (error) => {
      goBack({ error: serializeError(error) });
    },
    decline: () => {
      goBack({ error: serializeError(standardErrors.provider.userRejectedRequest()) });
    },
  };
}

/** Only pages of the web are gone back to: `javascript:` and the like would run here. */
function webAddress(text: string): URL | undefined {
  if (!URL.canParse(text)) return undefined;
  const url = new URL(text);
  return url.protocol === "https:" || url.protocol === "http:" ? url : undefined;
}
