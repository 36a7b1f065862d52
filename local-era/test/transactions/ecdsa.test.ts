import { secp256k1 } from "@noble/curves/secp256k1.js";
import { expect } from "chai";
import fc from "fast-check";
import { concat, toHex } from "../../src/primitives/hex.ts";
import { publicKeyToAddress, recoverSigner } from "../../src/transactions/ecdsa.ts";
import { TransactionParseError } from "../../src/transactions/parse-error.ts";

const bytes = (length: number) => fc.uint8Array({ minLength: length, maxLength: length });
const RUNS = { numRuns: 40 };

/** Recovers with another implementation of the curve; undefined when no key can have made the signature. */
function referenceSigner(digest: Uint8Array, signature: Uint8Array): string | undefined {
  try {
    const recovered = concat(Uint8Array.of(signature[64]! - 27), signature.subarray(0, 64));
    return publicKeyToAddress(secp256k1.recoverPublicKey(recovered, digest, { prehash: false }));
  } catch {
    return undefined;
  }
}

function signerOf(digest: Uint8Array, signature: Uint8Array): string | undefined {
  try {
    return recoverSigner(toHex(digest), signature);
  } catch (error) {
    if (error instanceof TransactionParseError) return undefined;
    throw error;
  }
}

describe("recoverSigner", () => {
  it("recovers the key that signed, for signatures with a low and a high s", () => {
    fc.assert(
      fc.property(bytes(32), fc.boolean(), (digest, lowS) => {
        const { secretKey, publicKey } = secp256k1.keygen();
        const signed = secp256k1.sign(digest, secretKey, { prehash: false, format: "recovered", lowS });
        const signature = concat(signed.subarray(1), Uint8Array.of(27 + signed[0]!));
        expect(recoverSigner(toHex(digest), signature)).to.equal(publicKeyToAddress(publicKey));
      }),
      RUNS,
    );
  });

  it("agrees with another implementation of the curve for any 65 bytes", () => {
    fc.assert(
      fc.property(bytes(32), bytes(64), fc.integer({ min: 26, max: 32 }), (digest, rs, v) => {
        const signature = concat(rs, Uint8Array.of(v));
        expect(signerOf(digest, signature)).to.equal(referenceSigner(digest, signature));
      }),
      RUNS,
    );
  });

  it("refuses an r or s of zero, or not below the curve's order", () => {
    const digest = new Uint8Array(32).fill(1);
    const word = (byte: number) => new Uint8Array(32).fill(byte);
    for (const [r, s] of [
      [0, 1],
      [1, 0],
      [255, 1],
      [1, 255],
    ]) {
      const signature = concat(word(r!), word(s!), Uint8Array.of(27));
      expect(() => recoverSigner(toHex(digest), signature)).to.throw(
        TransactionParseError,
        "invalid signature",
      );
    }
  });
});
