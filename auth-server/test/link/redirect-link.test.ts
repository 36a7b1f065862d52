import { randomUUID } from "node:crypto";
import type { StorageLike } from "@zksync-sso/sdk";
import { decodeMessage, encodeMessage } from "@zksync-sso/sdk/messages";
import { expect } from "chai";
import type { AppRequest } from "../../src/link/app-request.ts";
import { redirectLink, UnprovenAskerError } from "../../src/link/redirect-link.ts";

const SHOP = "https://app.example/shop";
const request = {
  id: randomUUID(),
  content: { action: { method: "wallet_disconnect", params: [] }, chainId: 260 },
};

/** How the page is opened. */
interface Opening {
  readonly redirectUri?: string;
  readonly state?: string;
  /** From where the person came. */
  readonly referrer?: string;
  /** What the asker returns of what it was asked back. */
  readonly challenge?: string;
}

/** What a tab keeps. */
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

  beforeEach(() => {
    storage = tabStorage();
    target = undefined;
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
      sessionStorage: storage,
    } as unknown as Window);
  };

  /** Opens the page; what it is asked for, if it shows anything. */
  const open = (opening: Opening = {}): AppRequest | undefined => {
    let asked: AppRequest | undefined;
    link(opening)?.listen((each) => (asked = each));
    return asked;
  };

  const wentBackWith = (name: string): string | undefined =>
    new URLSearchParams(target?.hash.slice(1)).get(name) ?? undefined;

  /** Opens the page, and again as the asker does who is asked back. */
  const openProven = (): AppRequest | undefined => {
    open();
    return open({ challenge: wentBackWith("challenge") });
  };

  it("is that of the page that the person came from, which goes back to it, and which returns what it is asked back", () => {
    expect(open()).to.equal(undefined);
    expect(target?.href.split("#")[0]).to.equal(SHOP);
    expect(wentBackWith("state")).to.equal("1");
    const asked = open({ challenge: wentBackWith("challenge") });
    expect(asked?.origin).to.equal("https://app.example");
    expect(asked?.request.method).to.equal("wallet_disconnect");
  });

  it("is still there when the page is loaded again, and no longer when it is answered", () => {
    const asked = openProven();
    const challenge = wentBackWith("challenge");
    expect(open({ challenge })?.request.id).to.equal(request.id);
    asked?.answer({});
    expect(() => open({ challenge })).to.throw(UnprovenAskerError);
  });

  it("is refused in the name of another page than the one that the person came from", () => {
    open();
    const challenge = wentBackWith("challenge");
    for (const referrer of ["https://evil.example/", "", "https://app.example.evil.example/"]) {
      expect(() => open({ referrer })).to.throw(UnprovenAskerError);
      expect(() => open({ referrer, challenge })).to.throw(UnprovenAskerError);
    }
  });

  it("is refused to an asker that makes up what it was asked back, or has it from another request of its own", () => {
    expect(() => open({ challenge: randomUUID() })).to.throw(UnprovenAskerError);
    open();
    const challenge = wentBackWith("challenge");
    expect(() => open({ challenge: randomUUID() })).to.throw(UnprovenAskerError);
    expect(() => open({ challenge, state: "2" })).to.throw(UnprovenAskerError);
    expect(() => open({ challenge, redirectUri: "https://app.example/other" })).to.throw(UnprovenAskerError);
    storage.setItem("zksync-sso.asker", "{");
    expect(() => open({ challenge })).to.throw(UnprovenAskerError);
  });

  it("is told code and words of an error, and nothing of where in the page's code it came from", () => {
    for (const end of [
      (asked?: AppRequest) => asked?.fail(new Error("no")),
      (asked?: AppRequest) => asked?.decline(),
    ]) {
      end(openProven());
      const { content } = decodeMessage(wentBackWith("response") ?? "") as { content: { error: object } };
      expect(content.error).to.include.keys("code", "message").and.not.to.have.property("stack");
    }
  });

  it("goes back to pages of the web only", () => {
    for (const redirectUri of ["javascript:alert(1)", "data:text/html,x", "app.example"])
      expect(link({ redirectUri })).to.equal(undefined);
  });
});
