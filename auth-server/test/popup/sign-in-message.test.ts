import { expect } from "chai";
import { signInLines, signInMessage, whySignInRefused } from "../../src/popup/sign-in-message.ts";

const ORIGIN = "https://quest.example:8443";

describe("A request to sign in", () => {
  it("is refused for the domain of another site", () => {
    for (const domain of [
      "bank.example",
      "quest.example",
      "quest.example:8443.evil.example",
      "",
      "QUEST.example:8443",
    ])
      expect(whySignInRefused({ domain }, ORIGIN), domain).to.match(/another site/);
  });

  it("is refused for the address of another site, and for a malformed one", () => {
    for (const uri of [
      "https://bank.example/",
      "http://quest.example:8443/",
      "https://quest.example/",
      "https://quest.example:8443@bank.example/",
      "javascript:alert(1)",
      "quest",
    ])
      expect(whySignInRefused({ uri }, ORIGIN), uri).to.match(/another site/);
  });

  it("may be for the requesting site", () => {
    expect(whySignInRefused({}, ORIGIN)).to.equal(undefined);
    expect(whySignInRefused({ domain: "quest.example:8443", uri: `${ORIGIN}/login` }, ORIGIN)).to.equal(
      undefined,
    );
  });

  it("leads to a message for the requesting site, whatever the app says", () => {
    const request = { nonce: "12345678", chainId: "0x104", domain: "bank.example" } as const;
    const address = "0x36615Cf349d7F6344891B1e7CA7C72883F5dc049";
    const message = signInMessage(request as never, { origin: ORIGIN, address, now: new Date(0) });
    expect(message.split("\n")[0]).to.match(/^quest\.example:8443 wants you to sign in/);
    expect(message).to.contain(`URI: ${ORIGIN}`);
    expect(message).to.contain("Chain ID: 260");
  });

  it("is shown in full except for the account: the statement's lines and those below it", () => {
    const request = {
      nonce: "12345678",
      chainId: "0x104",
      expirationTime: "2026-01-02T00:00:00Z",
      notBefore: "2026-01-01T00:00:00Z",
      requestId: "7",
      resources: ["https://quest.example:8443/terms"],
    } as const;
    const address = "0x36615Cf349d7F6344891B1e7CA7C72883F5dc049";
    const [origin, now] = [ORIGIN, new Date(0)];
    for (const statement of [undefined, "", "URI: https://bank.example"]) {
      const asked = { ...request, resources: [...request.resources], statement };
      const lines = signInMessage(asked, { origin, address, now }).split("\n");
      const above = [lines[0], address, "", ...(statement ? [statement] : []), ""];
      expect([...above, ...signInLines(asked, { origin, now })]).to.deep.equal(lines);
    }
  });

  it("is refused for another site with that site in quotation marks and nothing invisible", () => {
    const domain = "your account. It is locked\u202e”. Go to https://evil.example";
    for (const asked of [{ domain }, { uri: domain }])
      expect(whySignInRefused(asked, ORIGIN)).to.match(
        /^quest\.example:8443 asks you to sign in to “[^“”\u202e]*”: /,
      );
  });
});
