import { expect } from "chai";
import { keccak256 } from "viem";
import { registerNewPasskey } from "../../src/passkey/register-new-passkey.js";
import { requestPasskeyAuthentication } from "../../src/passkey/request-passkey-authentication.js";
import { openPage } from "../helpers/browser-page.js";
import { rejection } from "../helpers/rejection.js";
import { domException, SoftwareAuthenticator } from "../helpers/software-authenticator.js";

const origin = "https://auth.example";
const names = { userName: "alice", userDisplayName: "Alice" };
const challenge = keccak256("0x1234");

describe("A browser's passkeys", () => {
  let close = () => {};
  afterEach(() => close());

  it("are created and sign without page options: origin and host are its own", async () => {
    const authenticator = new SoftwareAuthenticator({ origin });
    close = openPage(origin, authenticator);
    const made = await registerNewPasskey(names);
    expect(made.origin).to.equal(origin);
    expect(made.passkeyRegistrationOptions.rp).to.deep.equal({ id: "auth.example", name: "auth.example" });
    expect(made.passkeyRegistrationResponse.response.transports).to.deep.equal(["internal"]);
    const { assertion } = await requestPasskeyAuthentication({ ...made, challenge });
    expect(Buffer.from(assertion.credentialId).toString("base64url")).to.equal(made.credentialId);
    expect(authenticator.asked[1]).to.deep.include({
      challenge: Buffer.from(challenge.slice(2), "hex").toString("base64url"),
      allowCredentials: [{ id: made.credentialId, type: "public-key" }],
    });
  });

  it("are not created twice on one authenticator", async () => {
    close = openPage(origin, new SoftwareAuthenticator({ origin }));
    const { credentialId } = await registerNewPasskey(names);
    const again = registerNewPasskey({ ...names, excludeCredentials: [{ id: credentialId }] });
    expect(await rejection(again)).to.include({ name: "PasskeyExistsError", code: -32602 });
  });

  const causes: [thrown: string, name: string, code: number][] = [
    ["NotAllowedError", "PasskeyCancelledError", 4001],
    ["AbortError", "PasskeyCancelledError", 4001],
    ["SecurityError", "InvalidRelyingPartyError", -32602],
    ["NotSupportedError", "AuthenticatorUnsuitableError", 4200],
    ["ConstraintError", "AuthenticatorUnsuitableError", 4200],
    ["UnknownError", "AuthenticatorFailedError", -32603],
  ];
  for (const [thrown, name, code] of causes)
    it(`fail with an error that says what to do: ${thrown}`, async () => {
      const authenticator = new SoftwareAuthenticator({ origin });
      authenticator.create = () => Promise.reject(domException(thrown));
      close = openPage(origin, authenticator);
      const error = await rejection(registerNewPasskey(names));
      expect(error).to.include({ name, code });
      expect(error.cause).to.be.instanceOf(DOMException);
    });

  it("are reported as missing in an app's built-in browser", async () => {
    const missing = registerNewPasskey({ ...names, origin, rpID: "auth.example" });
    expect(await rejection(missing)).to.include({ name: "PasskeysUnavailableError", code: 4200 });
  });
});
