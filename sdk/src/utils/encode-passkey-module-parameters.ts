import { bytesToHex, type Hex } from "viem";
import { parseCredentialId } from "../passkey/credential-id.js";
import { encodePasskeyInstallData } from "../passkey/install-data.js";

/** A passkey that an account begins with. */
export interface PasskeyModuleParameters {
  /** base64url. */
  credentialId: string;
  /** Coordinates; shorter ones are padded on the left to 32 bytes. */
  passkeyPublicKey: readonly [x: Uint8Array, y: Uint8Array];
  /** The page's origin, scheme and port included. */
  expectedOrigin: string;
}

/**
 * Encodes what installs the passkey module: `abi.encode(bytes credentialId, bytes32[2] publicKey, string origin)`.
 *
 * @throws PasskeyError of the class that says what the chain would not take
 */
export function encodePasskeyModuleParameters(passkey: PasskeyModuleParameters): Hex {
  const [x, y] = passkey.passkeyPublicKey;
  return encodePasskeyInstallData({
    credentialId: parseCredentialId(passkey.credentialId),
    publicKey: [word(x), word(y)],
    origin: passkey.expectedOrigin,
  });
}

function word(bytes: Uint8Array): Hex {
  return `0x${bytesToHex(bytes).slice(2).padStart(64, "0")}`;
}
