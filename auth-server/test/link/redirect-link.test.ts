import { randomUUID } from "node:crypto";
import { encodeMessage } from "@zksync-sso/sdk/messages";
import { expect } from "chai";
import { redirectRequest, UnprovenAskerError } from "../../src/link/redirect-link.ts";

const request = {
  id: randomUUID(),
  content: { action: { method: "wallet_disconnect", params: [] }, chainId: 260 },
};

/** The page as it is opened: with where to go back to, and from where the person came. */
function pageOpened({ redirectUri, referrer }: { redirectUri: string; referrer: string }): Window {
  const search = new URLSearchParams({ redirect_uri: redirectUri, state: "1" }).toString();
  const hash = new URLSearchParams({ request: encodeMessage(request) }).toString();
  return {
    location: { search: `?${search}`, hash: `#${hash}` },
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

  it("goes back to pages of the web only", () => {
    const referrer = "https://app.example/";
    for (const redirectUri of ["javascript:alert(1)", "data:text/html,x", "app.example"])
      expect(redirectRequest(pageOpened({ redirectUri, referrer }))).to.equal(undefined);
  });
});
