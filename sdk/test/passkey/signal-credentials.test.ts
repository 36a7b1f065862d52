import { expect } from "chai";
import {
  signalAllAcceptedCredentials,
  signalCurrentUserDetails,
  signalUnknownCredential,
} from "../../src/client/passkey/index.js";
import { OriginRequiredError } from "../../src/errors/index.js";
import { openPage } from "../helpers/browser-page.js";
import { rejection } from "../helpers/rejection.js";
import { domException, SoftwareAuthenticator } from "../helpers/software-authenticator.js";

const origin = "https://auth.example";
const [userId, credentialId, otherId] = [
  "dXNlcg",
  "Y3JlZGVudGlhbC1udW1iZXItMQ",
  "Y3JlZGVudGlhbC1udW1iZXItMg",
];
const names = { userName: "alice", userDisplayName: "Alice" };

const signals = {
  signalUnknownCredential: () => signalUnknownCredential({ credentialId }),
  signalAllAcceptedCredentials: () =>
    signalAllAcceptedCredentials({ userId, credentialIds: [credentialId, otherId] }),
  signalCurrentUserDetails: () => signalCurrentUserDetails({ userId, ...names }),
};

describe("Signals to a browser about its passkeys", () => {
  let close = () => {};
  beforeEach(() => {
    close = openPage(origin, new SoftwareAuthenticator({ origin }));
  });
  afterEach(() => {
    close();
    Reflect.deleteProperty(globalThis, "PublicKeyCredential");
  });

  /** A browser's `PublicKeyCredential`, whose methods require it as `this`. */
  function browser(methods = Object.keys(signals), fails?: Error) {
    const told: [string, unknown][] = [];
    const PublicKeyCredential: object = Object.fromEntries(
      methods.map((name) => [
        name,
        function (this: unknown, options: unknown) {
          if (this !== PublicKeyCredential) throw new TypeError("Illegal invocation");
          told.push([name, options]);
          return fails ? Promise.reject(fails) : Promise.resolve();
        },
      ]),
    );
    Object.defineProperty(globalThis, "PublicKeyCredential", {
      value: PublicKeyCredential,
      configurable: true,
    });
    return told;
  }

  it("use the standard's members and the page's own domain", async () => {
    const told = browser();
    for (const say of Object.values(signals)) expect(await say()).to.equal(true);
    const rpId = "auth.example";
    expect(told).to.deep.equal([
      ["signalUnknownCredential", { rpId, credentialId }],
      ["signalAllAcceptedCredentials", { rpId, userId, allAcceptedCredentialIds: [credentialId, otherId] }],
      ["signalCurrentUserDetails", { rpId, userId, name: "alice", displayName: "Alice" }],
    ]);
  });

  it("may be about a given domain", async () => {
    const told = browser();
    await signalUnknownCredential({ rpID: "example", credentialId });
    expect(told[0]?.[1]).to.deep.equal({ rpId: "example", credentialId });
  });

  it("may say that no passkey is left", async () => {
    const told = browser();
    await signalAllAcceptedCredentials({ userId, credentialIds: [] });
    expect(told[0]?.[1]).to.deep.include({ allAcceptedCredentialIds: [] });
  });

  it("are skipped without an error on a server or in an older browser", async () => {
    for (const say of Object.values(signals)) expect(await say()).to.equal(false);
    browser([]);
    for (const say of Object.values(signals)) expect(await say()).to.equal(false);
    close();
    close = () => {};
    for (const say of Object.values(signals)) expect(await say()).to.equal(false);
  });

  it("fail with an error that says what to do", async () => {
    browser(undefined, domException("SecurityError"));
    for (const say of Object.values(signals))
      expect(await rejection(say())).to.include({ name: "InvalidRelyingPartyError", code: -32602 });
    browser(undefined, new TypeError("no"));
    for (const say of Object.values(signals))
      expect(await rejection(say())).to.include({ name: "AuthenticatorFailedError", code: -32603 });
  });

  it("must be in base64url and about a domain", async () => {
    const told = browser();
    for (const malformed of [
      signalUnknownCredential({ credentialId: "a+b=" }),
      signalAllAcceptedCredentials({ userId, credentialIds: [credentialId, "?"] }),
      signalAllAcceptedCredentials({ userId: "?", credentialIds: [] }),
      signalCurrentUserDetails({ userId: "?", ...names }),
    ])
      expect(await rejection(malformed)).to.include({ name: "MalformedBytesError" });
    close();
    close = () => {};
    await rejection(signals.signalUnknownCredential(), OriginRequiredError);
    expect(told).to.deep.equal([]);
  });
});
