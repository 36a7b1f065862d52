import { expect } from "chai";
import { ACCOUNTS_KEY, knownAccount, rememberAccount } from "../../src/account/known-account.ts";
import { fakeStorage } from "../fake-storage.ts";
import { SPENDER, TARGET } from "../session.ts";

const mine = { address: SPENDER, credentialId: "AAAA", publicKey: "pQECAyY=" } as const;

describe("An account that a device knows", () => {
  let leave: () => void;

  beforeEach(() => {
    leave = fakeStorage();
  });
  afterEach(() => leave());

  it("is known still where what is kept of another chain's cannot be read, and when one more is kept", () => {
    for (const other of [
      { ...mine, address: "0x12" },
      { ...mine, publicKey: "not base64!" },
      { address: TARGET },
      null,
    ]) {
      localStorage.setItem(ACCOUNTS_KEY, JSON.stringify({ 324: mine, 300: other }));
      expect(knownAccount(324), JSON.stringify(other)).to.deep.equal(mine);
      expect(knownAccount(300)).to.equal(undefined);
      rememberAccount(260, { ...mine, address: TARGET });
      expect(knownAccount(324)).to.deep.equal(mine);
      expect(knownAccount(260)?.address).to.equal(TARGET);
    }
  });

  it("is none where nothing that is kept can be read", () => {
    for (const kept of ["", "null", "[]", "5", "{"]) {
      localStorage.setItem(ACCOUNTS_KEY, kept);
      expect(knownAccount(324), kept).to.equal(undefined);
    }
  });
});
