import { randomUUID } from "node:crypto";
import type { StorageLike } from "@zksync-sso/sdk";
import { decodeMessage, encodeMessage } from "@zksync-sso/sdk/messages";
import { expect } from "chai";
import type { AppRequest } from "../../src/link/app-request.ts";
import { ExplainedError } from "../../src/words/problem.ts";
import { redirectLink, UnprovenAskerError } from "../../src/link/redirect-link.ts";

const NOTHING_KEPT = "This browser keeps nothing for this page.";
const SHOP = "https://app.example/shop";
const request = {
  id: randomUUID(),
  content: { action: { method: "wallet_disconnect", params: [] }, chainId: 260 },
};

/** How the page is opened. */
interface Opening {
  readonly redirectUri?: string;
  readonly state?: string;
  /** Where the person came from. */
  readonly referrer?: string;
  /** What the asker answers when asked back. */
  readonly challenge?: string | undefined;
}

/** What a tab stores. */
function tabStorage(): StorageLike {
  const kept = new Map<string, string>();
  return {
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => void kept.set(key, value),
    removeItem: (key) => void kept.delete(key),
  };
}

describe("A request by redirect", () => {
  let storage: StorageLike;
  let target: URL | undefined;
  let isForbidden: boolean;

  beforeEach(() => {
    storage = tabStorage();
    target = undefined;
    isForbidden = false;
  });

  const link = ({
    redirectUri = SHOP,
    state = "1",
    referrer = "https://app.example/",
    challenge,
  }: Opening) => {
    const search = new URLSearchParams({ redirect_uri: redirectUri, state }).toString();
    const fragment = new URLSearchParams({
      request: encodeMessage(request),
      ...(challenge && { challenge }),
    });
    return redirectLink({
      location: { search: `?${search}`, hash: `#${fragment}`, replace: (to: URL) => (target = to) },
      document: { referrer },
      get sessionStorage() {
        if (isForbidden) throw new DOMException("Access is denied for this document.", "SecurityError");
        return storage;
      },
    } as unknown as Window);
  };

  /** Opens the page; returns the request, if it shows one. */
  const open = (opening: Opening = {}): AppRequest | undefined => {
    let asked: AppRequest | undefined;
    link(opening)?.listen((each) => (asked = each));
    return asked;
  };

  const wentBackWith = (name: string): string | undefined =>
    new URLSearchParams(target?.hash.slice(1)).get(name) ?? undefined;

  /** Opens the page, and once more as an asker does that is asked back. */
  const openProven = (): AppRequest | undefined => {
    open();
    return open({ challenge: wentBackWith("challenge") });
  };

  it("belongs to the page that the person came from, which goes back to it and confirms it", () => {
    expect(open()).to.equal(undefined);
    expect(target?.href.split("#")[0]).to.equal(SHOP);
    expect(wentBackWith("state")).to.equal("1");
    const asked = open({ challenge: wentBackWith("challenge") });
    expect(asked?.origin).to.equal("https://app.example");
    expect(asked?.request.method).to.equal("wallet_disconnect");
  });

  it("survives a reload, until it is answered", () => {
    const asked = openProven();
    const challenge = wentBackWith("challenge");
    expect(open({ challenge })?.request.id).to.equal(request.id);
    asked?.answer({});
    expect(() => open({ challenge })).to.throw(UnprovenAskerError);
  });

  it("is refused in the name of a page other than the one the person came from", () => {
    open();
    const challenge = wentBackWith("challenge");
    for (const referrer of ["https://evil.example/", "", "https://app.example.evil.example/"]) {
      expect(() => open({ referrer })).to.throw(UnprovenAskerError);
      expect(() => open({ referrer, challenge })).to.throw(UnprovenAskerError);
    }
  });

  it("is refused to an asker that makes up its confirmation, or reuses that of another request", () => {
    expect(() => open({ challenge: randomUUID() })).to.throw(UnprovenAskerError);
    open();
    const challenge = wentBackWith("challenge");
    expect(() => open({ challenge: randomUUID() })).to.throw(UnprovenAskerError);
    expect(() => open({ challenge, state: "2" })).to.throw(UnprovenAskerError);
    expect(() => open({ challenge, redirectUri: "https://app.example/other" })).to.throw(UnprovenAskerError);
    storage.setItem("zksync-sso.asker", "{");
    expect(() => open({ challenge })).to.throw(UnprovenAskerError);
  });

  it("is answered with an error's code and message, and nothing about the page's code", () => {
    for (const end of [
      (asked?: AppRequest) => asked?.fail(new Error("no")),
      (asked?: AppRequest) => asked?.decline(),
    ]) {
      end(openProven());
      const { content } = decodeMessage(wentBackWith("response") ?? "") as { content: { error: object } };
      expect(content.error).to.include.keys("code", "message").and.not.to.have.property("stack");
    }
  });

  it("returns to web pages only", () => {
    for (const redirectUri of ["javascript:alert(1)", "data:text/html,x", "app.example"])
      expect(link({ redirectUri })).to.equal(undefined);
  });

  it("says what to do where the browser keeps nothing for the page, as it cannot be proven who asks then", () => {
    storage.setItem = () => {
      throw new DOMException("The operation is insecure.", "SecurityError");
    };
    expect(() => open())
      .to.throw(ExplainedError)
      .with.nested.property("problem.what", NOTHING_KEPT);
    expect(target).to.equal(undefined);
  });

  it("says so, too, where the page may not even ask for what it keeps", () => {
    isForbidden = true;
    // Also to an asker that has been asked back before.
    for (const challenge of [undefined, randomUUID()])
      expect(() => open({ challenge }))
        .to.throw(ExplainedError)
        .with.nested.property("problem.what", NOTHING_KEPT);
  });
});
