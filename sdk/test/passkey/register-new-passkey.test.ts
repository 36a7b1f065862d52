import { verifyRegistrationResponse } from "@simplewebauthn/server";
import { expect } from "chai";
import { PasskeyError } from "../../src/errors/index.js";
import { parsePublicKey } from "../../src/passkey/public-key.js";
import { registerNewPasskey } from "../../src/passkey/register-new-passkey.js";
import { rejection } from "../helpers/rejection.js";
import { SoftwareAuthenticator, type Behaviour } from "../helpers/software-authenticator.js";

const ORIGIN = "https://auth.example";
const names = { userName: "alice", userDisplayName: "Alice", rpID: "auth.example", origin: ORIGIN };

function register(behaviour: Partial<Behaviour> = {}) {
  const authenticator = new SoftwareAuthenticator({ origin: ORIGIN, ...behaviour });
  return registerNewPasskey({ ...names, authenticator });
}

async function refusal(behaviour: Partial<Behaviour>): Promise<PasskeyError> {
  const error = await rejection(register(behaviour));
  expect(error).to.be.instanceOf(PasskeyError);
  const passkeyError = error as PasskeyError;
  expect(passkeyError.metaMessages).to.have.lengthOf(1);
  return passkeyError;
}

describe("Creating a passkey", () => {
  it("asks for ES256 only, for user verification, and for a discoverable credential", async () => {
    const authenticator = new SoftwareAuthenticator({ origin: ORIGIN });
    const { passkeyRegistrationOptions: options } = await registerNewPasskey({
      ...names,
      authenticator,
      authenticatorSelection: { userVerification: "discouraged", residentKey: "discouraged" },
      supportedAlgorithmIDs: [-257],
    });
    expect(authenticator.asked).to.deep.equal([options]);
    expect(options.pubKeyCredParams).to.deep.equal([{ alg: -7, type: "public-key" }]);
    expect(options.authenticatorSelection).to.deep.equal({
      residentKey: "required",
      requireResidentKey: true,
      userVerification: "required",
    });
  });

  it("passes known passkeys, so that an authenticator creates no second one", async () => {
    const authenticator = new SoftwareAuthenticator({ origin: ORIGIN });
    const { credentialId } = await registerNewPasskey({ ...names, authenticator });
    const again = registerNewPasskey({ ...names, authenticator, excludeCredentials: [{ id: credentialId }] });
    await rejection(again);
    expect(authenticator.asked[1]).to.deep.include({
      excludeCredentials: [{ id: credentialId, type: "public-key" }],
    });
  });

  it("accepts a relying party id that is a parent domain of the page's host", async () => {
    const authenticator = new SoftwareAuthenticator({ origin: "https://login.auth.example:8443" });
    const { origin } = await registerNewPasskey({
      ...names,
      rpID: "auth.example",
      origin: "https://login.auth.example:8443",
      authenticator,
    });
    expect(origin).to.equal("https://login.auth.example:8443");
  });

  it("returns what @simplewebauthn/server finds in the same registration", async () => {
    const made = await register();
    const theirs = await verifyRegistrationResponse({
      response: made.passkeyRegistrationResponse,
      expectedChallenge: made.passkeyRegistrationOptions.challenge,
      expectedOrigin: ORIGIN,
      expectedRPID: "auth.example",
    });
    const { credential, ...ours } = made.verificationResponse.registrationInfo;
    expect(theirs.registrationInfo).to.deep.include({ ...ours, credentialType: "public-key" });
    expect([...made.credentialPublicKey]).to.deep.equal([
      ...(theirs.registrationInfo?.credential.publicKey ?? []),
    ]);
    expect(credential.id).to.equal(made.credentialId);
    expect(parsePublicKey(made.credentialPublicKey)).to.have.lengthOf(2);
  });

  it("accepts the escaped slashes that Chrome on Android has written", async () => {
    const { origin } = await register({
      clientData: (members) => JSON.stringify(members).replaceAll("/", "\\/"),
    });
    expect(origin).to.equal(ORIGIN);
  });

  const refused: [title: string, behaviour: Partial<Behaviour>, error: string][] = [
    [
      "a page in a cross-origin frame",
      { clientData: (m) => JSON.stringify({ ...m, crossOrigin: true }) },
      "CrossOriginError",
    ],
    [
      "a top origin",
      { clientData: (m) => JSON.stringify({ ...m, topOrigin: "https://a.example" }) },
      "CrossOriginError",
    ],
    ["an unexpected origin", { origin: "https://other.example" }, "OriginMismatchError"],
    ["the origin with another port", { origin: `${ORIGIN}:8443` }, "OriginMismatchError"],
    [
      "white space in the client data",
      { clientData: (m) => JSON.stringify(m, null, 1) },
      "MalformedClientDataError",
    ],
    [
      "an escape in the client data",
      { clientData: (m) => JSON.stringify(m).replace("auth", "\\u0061uth") },
      "MalformedClientDataError",
    ],
    [
      "client data without an origin",
      { clientData: (m) => JSON.stringify({ ...m, origin: undefined }) },
      "MalformedClientDataError",
    ],
    [
      "a duplicate member",
      { clientData: (m) => JSON.stringify(m).replace("{", '{"type":"webauthn.create",') },
      "MalformedClientDataError",
    ],
    [
      "the response to another ceremony",
      { clientData: (m) => JSON.stringify({ ...m, type: "webauthn.get" }) },
      "WrongCeremonyError",
    ],
    [
      "the response to another challenge",
      { clientData: (m) => JSON.stringify({ ...m, challenge: "AAAA" }) },
      "ChallengeMismatchError",
    ],
    ["a credential id of 15 bytes", { credentialIdLength: 15 }, "InvalidCredentialIdError"],
    ["a credential id of 1024 bytes", { credentialIdLength: 1024 }, "InvalidCredentialIdError"],
    ["nobody's presence", { flags: 0x04 }, "UserNotPresentError"],
    ["a user who was not verified", { flags: 0x01 }, "UserNotVerifiedError"],
    ["a passkey that is backed up but not eligible", { flags: 0x15 }, "MalformedAuthenticatorDataError"],
    ["another relying party", { rpId: "other.example" }, "RelyingPartyMismatchError"],
    ["an RSA key", { coseKey: Buffer.from("a401030339010020590100", "hex") }, "MalformedBytesError"],
    [
      "an Ed25519 key",
      { coseKey: Buffer.from(`a4010103272006215820${"11".repeat(32)}`, "hex") },
      "UnsupportedKeyAlgorithmError",
    ],
    [
      "a key off the curve",
      { coseKey: Buffer.from(`a5010203262001215820${"11".repeat(32)}225820${"11".repeat(32)}`, "hex") },
      "MalformedPublicKeyError",
    ],
    [
      "a compressed key",
      { coseKey: Buffer.from(`a5010203262001215820${"11".repeat(32)}22f5`, "hex") },
      "MalformedPublicKeyError",
    ],
  ];
  for (const [title, behaviour, name] of refused)
    it(`stops before there is an account: ${title}`, async () => {
      expect((await refusal(behaviour)).name).to.equal(name);
    });

  it("names an unsupported algorithm", async () => {
    const coseKey = Buffer.from(`a401030339010020430102032143010001`, "hex");
    expect((await refusal({ coseKey })).shortMessage).to.include("RS256 (-257)");
  });

  it("requires an origin where there is no page", async () => {
    const authenticator = new SoftwareAuthenticator({ origin: ORIGIN });
    const error = await rejection(registerNewPasskey({ ...names, origin: undefined, authenticator }));
    expect(error).to.have.property("name", "OriginRequiredError");
    expect(authenticator.asked).to.deep.equal([]);
  });
});
