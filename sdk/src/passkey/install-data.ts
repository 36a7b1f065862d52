import { bytesToHex, encodeAbiParameters, type Hex } from "viem";
import { checkOrigin } from "./origin.js";
import { checkPublicKey } from "./public-key.js";

/** A passkey as the chain registers it. */
export interface RegisteredPasskey {
  /** Raw. */
  readonly credentialId: Uint8Array;
  readonly publicKey: readonly [x: Hex, y: Hex];
  /** The page's origin, scheme and port included. */
  readonly origin: string;
}

/**
 * Encodes a first passkey, as the passkey module is installed with: `abi.encode(bytes credentialId, bytes32[2] publicKey,
 * string origin)`.
 *
 * @throws MalformedPublicKeyError, InvalidOriginError for what the module would refuse
 */
export function encodePasskeyInstallData({ credentialId, publicKey, origin }: RegisteredPasskey): Hex {
  const [x, y] = checkPublicKey(publicKey);
  return encodeAbiParameters(
    [{ type: "bytes" }, { type: "bytes32[2]" }, { type: "string" }],
    [bytesToHex(credentialId), [x, y], checkOrigin(origin)],
  );
}
