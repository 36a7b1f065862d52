import { expect } from "chai";
import { guardianLink, readGuardianRequest, spokenDigits } from "../../src/guardians/guardian-request.ts";

const ACCOUNT = "0x45E6dC995113fd3d1A3b1964493105B9AA9a9A42";
const ID = `0x${"ab".repeat(32)}` as const;
/** The base point of P-256 (SEC 2). */
const X = "0x6b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296";
const Y = "0x4fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5";

const ASKING = { chainId: 324, account: ACCOUNT } as const;
const PASSKEY = { hashedCredentialId: ID, rawPublicKey: [X, Y] } as const;
const LOST = { ...ASKING, passkey: PASSKEY };
const fragmentOf = (request: typeof ASKING): string =>
  new URL(guardianLink("https://auth.example", request)).hash;

describe("A link to a guardian", () => {
  it("states the request in the fragment, and is read as it was written", () => {
    expect(guardianLink("https://auth.example", ASKING)).to.equal(
      `https://auth.example/guard#chain=324&account=${ACCOUNT}`,
    );
    expect(readGuardianRequest(fragmentOf(ASKING))).to.deep.equal(ASKING);
    expect(readGuardianRequest(fragmentOf(LOST))).to.deep.equal(LOST);
  });

  it("is rejected unless it is exactly what the page writes", () => {
    const fragment = fragmentOf(LOST);
    const changed = {
      empty: "",
      "without #": fragment.slice(1),
      "chain 0": fragment.replace("324", "0"),
      "a chain beyond safe numbers": fragment.replace("324", "9".repeat(17)),
      "a chain in hexadecimal": fragment.replace("324", "0x144"),
      "an address with a wrong character": fragment.replace("0x45E6", "0x45e6"),
      "an address in lower case": fragment.replace(ACCOUNT, ACCOUNT.toLowerCase()),
      "nobody's address": fragment.replace(ACCOUNT, `0x${"0".repeat(40)}`),
      "an extra part": `${fragment}&then=https://evil.example`,
      "an extra line": `${fragment}\n`,
      "a duplicate part": fragment.replace("&passkey", `&account=${ACCOUNT}&passkey`),
      "another order": `#account=${ACCOUNT}&chain=324`,
      "half a passkey": fragment.slice(0, fragment.indexOf("&y=")),
      "a key that is not a point": fragment.replace(Y, X),
      "a short id": fragment.replace(ID, ID.slice(0, -2)),
    };
    for (const [what, text] of Object.entries(changed)) {
      expect(text, what).to.not.equal(fragment);
      expect(readGuardianRequest(text), what).to.equal(undefined);
    }
  });

  it("has digits to read out that change with everything it says", () => {
    const digits = spokenDigits(LOST, PASSKEY);
    expect(digits).to.match(/^\d{4}( \d{4}){4}$/);
    const others = [
      spokenDigits({ ...LOST, chainId: 300 }, PASSKEY),
      spokenDigits({ ...LOST, account: "0x36615Cf349d7F6344891B1e7CA7C72883F5dc049" }, PASSKEY),
      spokenDigits(LOST, { ...PASSKEY, hashedCredentialId: `0x${"ac".repeat(32)}` }),
      spokenDigits(LOST, { ...PASSKEY, rawPublicKey: [Y, Y] }),
      spokenDigits(LOST, { ...PASSKEY, rawPublicKey: [X, X] }),
    ];
    expect(new Set([digits, ...others]).size).to.equal(6);
  });
});
