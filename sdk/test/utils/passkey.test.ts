import { expect } from "chai";
import fc from "fast-check";
import * as published from "zksync-sso-published/utils";
import { bytesToHex, hexToBytes, numberToHex, type Hex } from "viem";
import { P256_ORDER } from "../../src/p256/p256-curve.js";
import * as utils from "../../src/utils/index.js";
import { toDer } from "../helpers/software-authenticator.js";
import { tries } from "../helpers/tries.js";

/** The generator of P-256: a key that is a point. */
const G: [Hex, Hex] = [
  "0x6b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296",
  "0x4fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5",
];
const bytes = (hex: Hex) => Buffer.from(hexToBytes(hex));
const scalars = fc.oneof(
  fc.bigInt(1n, P256_ORDER - 1n),
  fc.constantFrom(1n, 0x7fn, 0x80n, 0xffn, P256_ORDER / 2n, P256_ORDER / 2n + 1n, P256_ORDER - 1n),
);

describe("The published client's utilities for passkeys", () => {
  it("read any signature as the published ones do, with s in the lower half", () => {
    fc.assert(
      fc.property(scalars, scalars, (r, s) => {
        const der = toDer({ r, s });
        const ours = utils.unwrapEC2Signature(der);
        const theirs = published.unwrapEC2Signature(der);
        expect(BigInt(bytesToHex(ours.r))).to.equal(BigInt(bytesToHex(theirs.r)));
        expect(BigInt(bytesToHex(ours.s))).to.equal(s > P256_ORDER / 2n ? P256_ORDER - s : s);
        expect([ours.r.length, ours.s.length]).to.deep.equal([32, 32]);
        const word = bytes(numberToHex(s, { size: 32 }));
        // The published one takes the greatest low s for a high one, and the chain refuses the result.
        if (s !== P256_ORDER / 2n)
          expect(BigInt(bytesToHex(utils.normalizeS(word)))).to.equal(
            BigInt(bytesToHex(published.normalizeS(word))),
          );
      }),
      { numRuns: tries(100) },
    );
  });

  it("write what the published ones write", () => {
    const cose = utils.getPasskeySignatureFromPublicKeyBytes(G);
    expect(utils.getPublicKeyBytesFromPasskeySignature(cose).map((each) => bytesToHex(each))).to.deep.equal(
      G,
    );
    expect(
      published.getPublicKeyBytesFromPasskeySignature(cose).map((each) => bytesToHex(each)),
    ).to.deep.equal(G);
    const credentialId = "AAAAAAAAAAAAAAAAAAAAAA";
    const passkey = {
      credentialId,
      passkeyPublicKey: [bytes(G[0]), bytes(G[1])] as [Buffer, Buffer],
      expectedOrigin: "https://x.y",
    };
    expect(utils.encodePasskeyModuleParameters(passkey)).to.equal(
      published.encodePasskeyModuleParameters(passkey),
    );
    const answer = {
      authenticatorData: Buffer.alloc(37).toString("base64url"),
      clientDataJSON: Buffer.from("{}").toString("base64url"),
      signature: toDer({ r: 1n, s: P256_ORDER - 1n }).toString("base64url"),
    };
    const contracts = { passkey: "0x1111111111111111111111111111111111111111" } as const;
    expect(utils.passkeyHashSignatureResponseFormat(credentialId, answer, contracts)).to.equal(
      published.passkeyHashSignatureResponseFormat(credentialId, answer, contracts),
    );
  });

  it("read base64url and base64, and nothing else", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 40 }), (input) => {
        const buffer = Buffer.from(input);
        expect(Buffer.from(utils.base64UrlToUint8Array(buffer.toString("base64url")))).to.deep.equal(buffer);
        expect(Buffer.from(utils.base64UrlToUint8Array(buffer.toString("base64"), false))).to.deep.equal(
          buffer,
        );
      }),
      { numRuns: tries(100) },
    );
    for (const text of ["A", "AA A", "A+", "AB", "é", "AAA==="])
      expect(() => utils.base64UrlToUint8Array(text), text).to.throw("no base64url");
  });

  it("refuse a signature in any encoding but DER", () => {
    const good = toDer({ r: 0x80n, s: 1n });
    expect(utils.unwrapEC2Signature(good).s[31]).to.equal(1);
    const bad: [string, string][] = [
      ["an extra byte", `${good.toString("hex")}00`],
      ["a missing byte", good.subarray(0, -1).toString("hex")],
      ["another tag", "31060201010201 01".replace(" ", "")],
      ["a length in two bytes", "308106020101020101"],
      ["a negative r", "3006020180020101"],
      ["an extra zero", "300702020001020101"],
      ["r of zero", "3006020100020101"],
      ["s of zero", "3006020101020100"],
      ["an empty integer", "300502000201 01".replace(" ", "")],
      ["s of n", `3026020101022100${P256_ORDER.toString(16)}`],
    ];
    for (const [title, hex] of bad)
      expect(() => utils.unwrapEC2Signature(Buffer.from(hex, "hex")), title)
        .to.throw()
        .with.property("name", "MalformedSignatureError");
  });

  it("never throw anything but their own errors for random bytes", () => {
    const any = fc.oneof(
      fc.uint8Array({ maxLength: 120 }),
      fc
        .tuple(fc.nat(76), fc.nat(255))
        .map(([at, byte]) => utils.getPasskeySignatureFromPublicKeyBytes(G).with(at, byte)),
    );
    fc.assert(
      fc.property(any, (input) => {
        for (const read of [utils.getPublicKeyBytesFromPasskeySignature, utils.unwrapEC2Signature])
          try {
            read(input);
          } catch (error) {
            expect(error).to.have.property("docsPath");
          }
      }),
      { numRuns: tries(300) },
    );
  });
});
