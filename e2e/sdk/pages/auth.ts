// An auth server's page that approves every request, by window messages or by redirect. The test decides what
// the account signs, which the page asks through `approve`.

import { decodeMessage, encodeMessage, parseRequest } from "@zksync-sso/sdk/messages";

declare global {
  interface Window {
    /** Answers a request: both are what `encodeMessage` writes. */
    approve(request: string): Promise<string>;
  }
}

const address = new URL(location.href);
const redirectUri = address.searchParams.get("redirect_uri");

async function answer(request: unknown): Promise<unknown> {
  parseRequest(request);
  return decodeMessage(await window.approve(encodeMessage(request)));
}

function serveOpener(opener: Window, origin: string): void {
  const tell = (event: string): void => opener.postMessage({ id: crypto.randomUUID(), event }, origin);
  window.addEventListener("message", (message) => {
    if (message.source !== opener || message.origin !== origin) return;
    void answer(message.data).then((answered) => {
      opener.postMessage(answered, origin);
      window.close();
    });
  });
  window.addEventListener("beforeunload", () => tell("PopupUnload"));
  tell("PopupLoaded");
}

async function answerByRedirect(to: string): Promise<void> {
  const fragment = new URLSearchParams(address.hash.slice(1));
  const state = address.searchParams.get("state") ?? "";
  const goBack = (words: Record<string, string>): void =>
    location.replace(`${to}#${new URLSearchParams({ state, ...words }).toString()}`);
  const challenge = sessionStorage.getItem(state);
  if (challenge === null || fragment.get("challenge") !== challenge) {
    sessionStorage.setItem(state, crypto.randomUUID());
    goBack({ challenge: sessionStorage.getItem(state) ?? "" });
    return;
  }
  const response = encodeMessage(await answer(decodeMessage(fragment.get("request") ?? "")));
  goBack({ response });
}

if (redirectUri !== null) void answerByRedirect(redirectUri);
else if (window.opener) serveOpener(window.opener as Window, address.searchParams.get("origin") ?? "");
