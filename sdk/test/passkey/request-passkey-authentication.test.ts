import { expect } from "chai";
import { bytesToHex, hexToBytes, keccak256 } from "viem";
import { toLowS } from "../../src/p256/p256-signature.js";
import { encodeAssertion } from "../../src/passkey/passkey-signature.js";
import { registerNewPasskey } from "../../src/passkey/register-new-passkey.js";
import { requestPasskeyAuthentication } from "../../src/passkey/request-passkey-authentication.js";
import { rejection } from "../helpers/rejection.js";
import { SoftwareAuthenticator, type Behaviour } from "../helpers/software-authenticator.js";

const origin = "https://auth.example";
const rpID = "auth.example";
const challenge = keccak256("0x1234");

async function passkey() {
  const authenticator = new SoftwareAuthenticator({ origin });
  const names = { userName: "alice", userDisplayName: "Alice", rpID, origin };
  const { credentialPublicKey, credentialId } = await registerNewPasskey({ ...names, authenticator });
  return { authenticator, credentialPublicKey, credentialId };
}

describe("Signing with a passkey", () => {
  it("asks with the hash itself as challenge, and requires user verification", async () => {
    const made = await passkey();
    await requestPasskeyAuthentication({ ...made, challenge, rpID, origin });
    expect(made.authenticator.asked[1]).to.deep.include({
      challenge: Buffer.from(hexToBytes(challenge)).toString("base64url"),
      rpId: rpID,
      userVerification: "required",
      allowCredentials: [{ id: made.credentialId, type: "public-key" }],
    });
  });

  it("lets the person pick if no id is known", async () => {
    const { credentialId, ...made } = await passkey();
    const { assertion } = await requestPasskeyAuthentication({ ...made, challenge, rpID, origin });
    expect(made.authenticator.asked[1]).to.deep.include({ allowCredentials: [] });
    expect(Buffer.from(assertion.credentialId).toString("base64url")).to.equal(credentialId);
  });

  it("encodes an s of either half as the lower one", async () => {
    const made = await passkey();
    const halves = new Set<boolean>();
    for (let i = 0; i < 4; i++) {
      const { assertion } = await requestPasskeyAuthentication({ ...made, challenge, rpID, origin });
      const low = toLowS(assertion.signature);
      halves.add(low.s === assertion.signature.s);
      expect(encodeAssertion(assertion)).to.include(low.s.toString(16).padStart(64, "0"));
      expect(low.s <= 0x7fffffff800000007fffffffffffffffde737d56d38bcf4279dce5617e3192a8n).to.equal(true);
    }
    expect(halves.size).to.equal(2);
  });

  const refused: [title: string, behaviour: Partial<Behaviour>, error: string][] = [
    [
      "in a cross-origin frame",
      { clientData: (m) => JSON.stringify({ ...m, crossOrigin: true }) },
      "CrossOriginError",
    ],
    ["on another page", { origin: "https://evil.example" }, "OriginMismatchError"],
    [
      "to another challenge",
      { clientData: (m) => JSON.stringify({ ...m, challenge: "AAAA" }) },
      "ChallengeMismatchError",
    ],
    [
      "of another ceremony",
      { clientData: (m) => JSON.stringify({ ...m, type: "webauthn.create" }) },
      "WrongCeremonyError",
    ],
    ["without user verification", { flags: 0x19 }, "UserNotVerifiedError"],
    [
      "with a signature over something else",
      { transformSignature: ({ r, s }) => ({ r, s: s ^ 1n }) },
      "CredentialMismatchError",
    ],
  ];
  for (const [title, behaviour, name] of refused)
    it(`refuses a response ${title}`, async () => {
      const made = await passkey();
      made.authenticator.behaviour = { origin, ...behaviour };
      const error = await rejection(requestPasskeyAuthentication({ ...made, challenge, rpID, origin }));
      expect(error).to.have.property("name", name);
    });

  it("refuses a response by another passkey of the same page", async () => {
    const { authenticator, credentialId } = await passkey();
    const names = { userName: "bob", userDisplayName: "Bob", rpID, origin };
    const { credentialPublicKey } = await registerNewPasskey({ ...names, authenticator });
    const answer = requestPasskeyAuthentication({
      authenticator,
      credentialPublicKey,
      challenge,
      rpID,
      origin,
    });
    expect(await rejection(answer)).to.have.property("name", "CredentialMismatchError");
    expect(credentialId).to.not.equal("");
  });

  it("refuses a challenge that is not a hash, before anybody is asked", async () => {
    const made = await passkey();
    const answer = requestPasskeyAuthentication({
      ...made,
      challenge: bytesToHex(new Uint8Array(31)),
      rpID,
      origin,
    });
    expect(await rejection(answer)).to.have.property("name", "MalformedBytesError");
    expect(made.authenticator.asked).to.have.lengthOf(1);
  });
});
