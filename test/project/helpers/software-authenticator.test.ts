import { createHash, createPublicKey, randomBytes, verify } from "node:crypto";
import { expect } from "chai";
import fc from "fast-check";
import { getBytes } from "ethers";
import {
  P256_ORDER,
  parseDerSignature,
  signatureWords,
  toHighS,
  toLowS,
} from "../../helpers/passkeys/p256-signature";
import { createPasskey, type Assertion, type Passkey } from "../../helpers/passkeys/software-authenticator";

const origin = "https://auth.example:8443";

describe("Software authenticator", () => {
  it("signs authenticator data and the hash of the client data with its own key", () => {
    const passkey = createPasskey({ origin });
    const assertion = passkey.assert(randomBytes(32));
    expect(isSignedBy(passkey, assertion)).to.equal(true);
    expect(isSignedBy(createPasskey({ origin }), assertion)).to.equal(false);
  });

  it("writes client data as Chromium does", () => {
    const challenge = Buffer.alloc(32, 0xff);
    const { clientDataJson } = createPasskey({ origin }).assert(challenge);
    expect(clientDataJson).to.equal(
      `{"type":"webauthn.get","challenge":"${"_".repeat(42)}8","origin":"${origin}","crossOrigin":false}`,
    );
  });

  it("writes the order of other clients, and members they add", () => {
    const passkey = createPasskey({ origin });
    const challenge = Buffer.alloc(32);
    const shortest = passkey.assert(challenge, { dialect: "without-cross-origin" });
    const firefox = passkey.assert(challenge, { dialect: "challenge-first" });
    const extended = passkey.assert(challenge, { extraMembers: { topOrigin: "https://top.example" } });
    expect(Object.keys(JSON.parse(shortest.clientDataJson))).to.deep.equal(["type", "challenge", "origin"]);
    expect(firefox.clientDataJson).to.match(/^\{"challenge":/);
    expect(extended.clientDataJson).to.match(/,"topOrigin":"https:\/\/top\.example"\}$/);
  });

  it("returns authenticator data of the relying party: hash, flags, an increasing counter", () => {
    const passkey = createPasskey({ origin });
    const first = Buffer.from(passkey.assert(randomBytes(32)).authenticatorData);
    const second = Buffer.from(passkey.assert(randomBytes(32)).authenticatorData);
    expect(first.length).to.equal(37);
    expect(first.subarray(0, 32)).to.deep.equal(createHash("sha256").update("auth.example").digest());
    expect(first[32]).to.equal(0x1d);
    expect(second.readUInt32BE(33) - first.readUInt32BE(33)).to.equal(1);
  });

  it("sets each flag on its own", () => {
    const passkey = createPasskey({ origin });
    const none = { userPresent: false, userVerified: false, backupEligible: false, backedUp: false };
    const flagsOf = (name: keyof typeof none) =>
      passkey.assert(randomBytes(32), { flags: { ...none, [name]: true } }).authenticatorData[32];
    expect(
      ["userPresent", "userVerified", "backupEligible", "backedUp"].map((name) =>
        flagsOf(name as keyof typeof none),
      ),
    ).to.deep.equal([0x01, 0x04, 0x08, 0x10]);
  });

  it("registers with its credential id and its COSE key", () => {
    const passkey = createPasskey({ origin });
    const { authenticatorData, clientDataJson } = passkey.register(randomBytes(32));
    const data = Buffer.from(authenticatorData);
    expect(JSON.parse(clientDataJson).type).to.equal("webauthn.create");
    expect(data[32]! & 0x40).to.equal(0x40);
    expect(data.readUInt16BE(53)).to.equal(16);
    expect(data.subarray(55, 71)).to.deep.equal(Buffer.from(passkey.credentialId));
    expect(data.length).to.equal(71 + 77);
    expect(data.subarray(71 + 10, 71 + 42)).to.deep.equal(Buffer.from(getBytes(passkey.publicKey[0])));
    expect(data.subarray(71 + 45)).to.deep.equal(Buffer.from(getBytes(passkey.publicKey[1])));
  });
});

describe("P-256 signatures", () => {
  it("stay valid with s in either half", () => {
    const passkey = createPasskey({ origin });
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 32, maxLength: 32 }), (challenge) => {
        const assertion = passkey.assert(challenge);
        const signature = parseDerSignature(assertion.signature);
        const [low, high] = [toLowS(signature), toHighS(signature)];
        expect(low.s <= P256_ORDER / 2n && high.s > P256_ORDER / 2n).to.equal(true);
        for (const each of [low, high]) {
          const raw = Buffer.concat(signatureWords(each).map((word) => getBytes(word)));
          expect(verifyRaw(passkey, assertion, raw)).to.equal(true);
        }
      }),
      { numRuns: 50 },
    );
  });

  it("are refused when they are not exactly a DER pair of integers", () => {
    const { signature } = createPasskey({ origin }).assert(randomBytes(32));
    expect(() => parseDerSignature(signature.slice(0, -1))).to.throw("DER SEQUENCE");
    expect(() => parseDerSignature(Buffer.from("3006020101030101", "hex"))).to.throw("DER INTEGER at byte 5");
    expect(() => parseDerSignature(Buffer.from("300702010102010100", "hex"))).to.throw("bytes after");
  });
});

function publicKeyOf(passkey: Passkey) {
  const [x, y] = passkey.publicKey.map((word) => Buffer.from(getBytes(word)).toString("base64url"));
  return createPublicKey({ key: { kty: "EC", crv: "P-256", x, y }, format: "jwk" });
}

function signedBytes(assertion: Assertion): Buffer {
  const clientDataHash = createHash("sha256").update(assertion.clientDataJson).digest();
  return Buffer.concat([assertion.authenticatorData, clientDataHash]);
}

function isSignedBy(passkey: Passkey, assertion: Assertion): boolean {
  return verify("sha256", signedBytes(assertion), publicKeyOf(passkey), assertion.signature);
}

function verifyRaw(passkey: Passkey, assertion: Assertion, raw: Buffer): boolean {
  const key = { key: publicKeyOf(passkey), dsaEncoding: "ieee-p1363" as const };
  return verify("sha256", signedBytes(assertion), key, raw);
}
