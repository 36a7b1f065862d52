import { createHash } from "node:crypto";
import type { EVM } from "@ethereumjs/evm";
import { concat } from "../primitives/hex.ts";
import { recoverPublicKey } from "../transactions/ecdsa.ts";

/** The interpreter's hashes and curves, by libraries of the machine instead of JavaScript. */
export const nativeCrypto: EVM["common"]["customCrypto"] = {
  sha256: (message) => createHash("sha256").update(message).digest(),
  /** The public key without its prefix; `v` is 27 or 28. Throws when no key can have made the signature. */
  ecrecover: (digest, v, r, s) =>
    recoverPublicKey(digest, concat(r, s, Uint8Array.of(Number(v)))).subarray(1),
};
