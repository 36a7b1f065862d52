import { getPublicKeyBytesFromPasskeySignature } from "@zksync-sso/sdk/utils";
import { bytesToHex, type Hex } from "viem";

/** Returns the coordinates of a passkey's public key, a COSE_Key. */
export function rawPublicKey(publicKey: Uint8Array): readonly [x: Hex, y: Hex] {
  const [x, y] = getPublicKeyBytesFromPasskeySignature(publicKey);
  return [bytesToHex(x), bytesToHex(y)];
}
