import { randomUUID } from "node:crypto";
import { decodeMessage, encodeMessage } from "@zksync-sso/sdk/messages";
import { expect } from "chai";
import { redirectRequest, UnprovenAskerError } from "../../src/link/redirect-link.ts";

const request = {
  id: randomUUID(),
  content: { action: { method: "wallet_disconnect", params: [] }, chainId: 260 },
};

interface Opened {
  readonly redirectUri: string;
  readonly referrer: string;
  /** Is told where the page goes. */
  readonly replace?: (target: URL) => void;
}

/** The page as it is opened: with where to go back to, and from where the person came. */
function pageOpened({ redirectUri, referrer, replace }: Opened): Window {
  const search = new URLSearchParams({ redirect_uri: redirectUri, state: "1" }).toString();
  const hash = new URLSearchParams({ request: encodeMessage(request) }).toString();
  return {
    location: { search: `?${search}`, hash: `#${hash}`, replace },
    document: { referrer },
  } as unknown as Window;
}

describe("A request by redirect", () => {
  it("is that of the page that the person came from, and goes back to", () => {
    const asked = redirectRequest(
      pageOpened({ redirectUri: "https://app.example/shop", referrer: "https://app.example/" }),
    );
    expect(asked?.origin).to.equal("https://app.example");
    expect(asked?.request.method).to.equal("wallet_disconnect");
  });

  it("is refused in the name of another page than the one that the person came from", () => {
    for (const referrer of ["https://evil.example/", "", "https://app.example.evil.example/"])
      expect(() =>
        redirectRequest(pageOpened({ redirectUri: "https://app.example/shop", referrer })),
      ).to.throw(UnprovenAskerError);
  });

  it("is told code and words of an error, and nothing of where in the page's code it came from", () => {
    let target: URL | undefined;
    const asked = redirectRequest(
      pageOpened({
        redirectUri: "https://app.example/shop",
        referrer: "https://app.example/",
        replace: (to) => (target = to),
      }),
    );
    for (const end of [() => asked?.fail(new Error("no")), () => asked?.decline()]) {
      end();
      const response = new URLSearchParams(target?.hash.slice(1)).get("response");
      const { content } = decodeMessage(response ?? "") as { content: { error: object } };
      expect(content.error).to.include.keys("code", "message").and.not.to.have.property("stack");
    }
  });

  it("goes back to pages of the web only", () => {
    const referrer = "https://app.example/";
    for (const redirectUri of ["javascript:alert(1)", "data:text/html,x", "app.example"])
      expect(redirectRequest(pageOpened({ redirectUri, referrer }))).to.equal(undefined);
  });
});
