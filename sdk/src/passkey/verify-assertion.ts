import { bytesToHex, concat, hexToBytes, sha256 } from "viem";
import { signatureWords } from "./ecdsa-signature.js";
import type { PasskeyAssertion } from "./passkey-signature.js";
import type { P256PublicKey } from "./public-key.js";

interface SubtleCrypto {
  importKey(
    format: "raw",
    key: Uint8Array,
    algorithm: object,
    extractable: false,
    usages: ["verify"],
  ): Promise<object>;
  verify(algorithm: object, key: object, signature: Uint8Array, data: Uint8Array): Promise<boolean>;
}

/**
 * Says whether an assertion is signed by a key: authenticatorData ‖ SHA-256(clientDataJSON), under ES256 (Web Authentication
 * Level 3, section 6.3.3).
 *
 * @returns nothing where there is no WebCrypto to ask; the chain will
 */
export async function verifyAssertion(
  { authenticatorData, clientDataJSON, signature }: PasskeyAssertion,
  [x, y]: P256PublicKey,
): Promise<boolean | undefined> {
  const { crypto } = globalThis as { crypto?: { subtle?: SubtleCrypto } };
  if (!crypto?.subtle) return undefined;
  const algorithm = { name: "ECDSA", namedCurve: "P-256", hash: "SHA-256" };
  const point = hexToBytes(concat(["0x04", x, y]));
  const key = await crypto.subtle.importKey("raw", point, algorithm, false, ["verify"]);
  const data = hexToBytes(concat([bytesToHex(authenticatorData), sha256(clientDataJSON)]));
  return crypto.subtle.verify(algorithm, key, hexToBytes(concat(signatureWords(signature))), data);
}
