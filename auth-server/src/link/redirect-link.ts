import { SsoError, standardErrors } from "@zksync-sso/sdk/errors";
import { decodeMessage, encodeMessage, parseRequest } from "@zksync-sso/sdk/messages";
import type { AppRequest } from "./app-request.ts";
import { refusal } from "./refusal.ts";

/**
 * Reads the request that the page was opened with by redirect: in the address's fragment, with where to go back to. Who asks
 * is the origin of where the answer goes, and has to be the page that the person came from, as the browser says: a link of
 * somebody else's would ask in that page's name.
 *
 * @throws UnprovenAskerError if the person did not come from there, or the browser was told not to say from where
 * @throws MalformedMessageError, MethodNotFoundError if it is no request
 */
export function redirectRequest(page: Window): AppRequest | undefined {
  const search = new URLSearchParams(page.location.search);
  const [redirectUri, state] = [search.get("redirect_uri"), search.get("state")];
  const text = new URLSearchParams(page.location.hash.slice(1)).get("request");
  if (redirectUri === null || state === null || text === null) return undefined;
  const target = webAddress(redirectUri);
  if (!target) return undefined;
  if (originOf(page.document.referrer) !== target.origin) throw new UnprovenAskerError(target.origin);
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
      goBack(refusal(error));
    },
    decline: () => {
      goBack(refusal(standardErrors.provider.userRejectedRequest()));
    },
  };
}

/** A request by redirect in the name of a page that the person did not come from. */
export class UnprovenAskerError extends SsoError {
  override readonly name = "UnprovenAskerError";

  constructor(origin: string) {
    super(`The request is in the name of ${origin}, and you did not come here from there.`, {
      metaMessages: [
        "Go back to the app and start there. If it happens again, the app hides where people come from (Referrer-Policy).",
      ],
    });
  }
}

function originOf(url: string): string | undefined {
  return URL.canParse(url) ? new URL(url).origin : undefined;
}

/** Only pages of the web are gone back to: `javascript:` and the like would run here. */
function webAddress(text: string): URL | undefined {
  if (!URL.canParse(text)) return undefined;
  const url = new URL(text);
  return url.protocol === "https:" || url.protocol === "http:" ? url : undefined;
}
