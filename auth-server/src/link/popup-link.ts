import { standardErrors } from "@zksync-sso/sdk/errors";
import { parseRequest, type Message, type MessageID } from "@zksync-sso/sdk/messages";
import type { AppLink } from "./app-link.ts";
import { refusal } from "./refusal.ts";

/**
 * Talks to the window that opened this one, which is told that the page is there. Origin and window are pinned by the first
 * message: whatever another page sends is not read, and no second request. The address's `origin` says only to whom "the page is
 * there" is said; who asks is the message's to say.
 */
export function popupLink(page: Window): AppLink | undefined {
  const opener = page.opener as Window | null;
  const claimed = new URLSearchParams(page.location.search).get("origin");
  if (!opener || !claimed || !isOrigin(claimed)) return undefined;

  let pinned: string | undefined;
  let taken: string | undefined;
  const post = (message: Omit<Message, "id"> & Record<string, unknown>, target: string): void => {
    opener.postMessage({ id: crypto.randomUUID(), ...message }, target);
  };
  const unloads = (): void => {
    post({ event: "PopupUnload" }, pinned ?? claimed);
  };

  return {
    listen(onRequest) {
      const receive = ({ data, origin, source }: MessageEvent): void => {
        // A page without an origin, as in a sandbox, is nobody who could be shown.
        if (source !== opener || !isOrigin(origin) || (pinned !== undefined && origin !== pinned)) return;
        const requestId = idOf(data);
        if (requestId === undefined) return;
        pinned ??= origin;
        // One request a page: another one would change what is about to be approved. The same one again is the SDK's.
        if (taken !== undefined) {
          if (taken !== requestId) post({ requestId: requestId as MessageID, content: BUSY }, origin);
          return;
        }
        taken = requestId;
        const respond = (content: object): void => {
          post({ requestId: requestId as MessageID, content }, origin);
          page.close();
        };
        const fail = (error: unknown): void => {
          respond(refusal(error));
        };
        try {
          const request = parseRequest(data);
          onRequest({
            origin,
            request,
            answer: (result) => respond({ result: withoutBigints(result) }),
            fail,
            decline: () => {
              page.close();
            },
          });
        } catch (error) {
          fail(error);
        }
      };
      page.addEventListener("message", receive);
      page.addEventListener("beforeunload", unloads);
      post({ event: "PopupLoaded" }, claimed);
      return () => {
        page.removeEventListener("message", receive);
        page.removeEventListener("beforeunload", unloads);
      };
    },
  };
}

/** What a second request is answered. */
const BUSY = refusal(
  standardErrors.rpc.resourceUnavailable(
    "This window is busy with another request. Ask again when it has closed.",
  ),
);

function isOrigin(text: string): boolean {
  try {
    return new URL(text).origin === text && text !== "null";
  } catch {
    return false;
  }
}

function idOf(data: unknown): string | undefined {
  const { id, content } = Object(data) as { id?: unknown; content?: unknown };
  return typeof id === "string" && id.length <= 64 && content !== undefined ? id : undefined;
}

/** As published clients expect results: integers as decimal texts. */
function withoutBigints(value: unknown): unknown {
  return JSON.parse(
    JSON.stringify(value ?? null, (_, each: unknown) => (typeof each === "bigint" ? String(each) : each)),
  );
}
