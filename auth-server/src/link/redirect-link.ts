import { SsoError, standardErrors } from "@zksync-sso/sdk/errors";
import { decodeMessage, encodeMessage, parseRequest, type ParsedRequest } from "@zksync-sso/sdk/messages";
import type { AppLink } from "./app-link.ts";
import { forgetChallenge, hasReturned, newChallenge } from "./asker-proof.ts";
import { ExplainedError } from "../words/problem.ts";
import { refusal } from "./refusal.ts";

/**
 * Takes the request that the page was opened with by redirect: in the address's fragment, with where to go back to. Who asks
 * is the origin of where the answer goes, and has to prove it twice, since anybody can write such an address:
 *
 * - the person came from there, as the browser says;
 * - the page there says so itself. It is gone back to with a challenge, and returns with it and its own request only if this
 *   tab left it with that `state`. A stranger's link on the app's own page did not.
 */
export function redirectLink(page: Window): AppLink | undefined {
  const search = new URLSearchParams(page.location.search);
  const fragment = new URLSearchParams(page.location.hash.slice(1));
  const [redirectUri, state] = [search.get("redirect_uri"), search.get("state")];
  const [text, challenge] = [fragment.get("request"), fragment.get("challenge")];
  if (redirectUri === null || state === null || text === null) return undefined;
  const target = webAddress(redirectUri);
  if (!target) return undefined;
  const asker = { redirectUri, state };
  /** @throws ExplainedError if the browser keeps nothing for this page */
  const kept = <result>(use: (storage: Storage) => result): result => {
    try {
      return use(page.sessionStorage);
    } catch {
      throw new ExplainedError(NOTHING_KEPT);
    }
  };
  /** @throws UnprovenAskerError if the person did not come from there, or the browser was told not to say from where */
  const isProven = (): boolean => {
    if (originOf(page.document.referrer) !== target.origin) throw new UnprovenAskerError(target.origin);
    if (challenge === null) return false;
    if (!kept((storage) => hasReturned(storage, asker, challenge)))
      throw new UnprovenAskerError(target.origin);
    return true;
  };
  const goBack = (words: Record<string, string>): void => {
    target.hash = new URLSearchParams({ state, ...words }).toString();
    page.location.replace(target);
  };
  const respond = (request: ParsedRequest, content: object): void => {
    kept(forgetChallenge);
    goBack({ response: encodeMessage({ id: crypto.randomUUID(), requestId: request.id, content }) });
  };

  return {
    listen(onRequest) {
      if (!isProven()) {
        goBack({ challenge: kept((storage) => newChallenge(storage, asker)) });
        return () => undefined;
      }
      const request = parseRequest(decodeMessage(text));
      onRequest({
        origin: target.origin,
        request,
        answer: (result) => {
          respond(request, { result });
        },
        fail: (error) => {
          respond(request, refusal(error));
        },
        decline: () => {
          respond(request, refusal(standardErrors.provider.userRejectedRequest()));
        },
      });
      return () => undefined;
    },
  };
}

const NOTHING_KEPT = {
  what: "This browser keeps nothing for this page.",
  remedy:
    "Without that, it cannot be sure who asks. Allow this page to keep something, or open the app in another browser.",
};

/** A request by redirect in the name of a page that did not ask: the person did not come from there, or it has not said so. */
export class UnprovenAskerError extends SsoError {
  override readonly name = "UnprovenAskerError";

  constructor(origin: string) {
    super(`The request is in the name of ${origin}, which has not asked here and now.`, {
      metaMessages: [
        "If it happens again when you start in the app, the app hides where people come from (Referrer-Policy).",
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
