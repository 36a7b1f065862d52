import { createHash } from "node:crypto";
import type { EVM } from "@ethereumjs/evm";
import { concat } from "../primitives/hex.ts";
import { recoverPublicKey } from "../transactions/ecdsa.ts";

/** Provides the interpreter's hashes and curves from native libraries instead of JavaScript. */
export const nativeCrypto: EVM["common"]["customCrypto"] = {
  sha256: (message) => createHash("sha256").update(message).digest(),
  /** Returns the public key without its prefix; `v` is 27 or 28. Throws when no key can have made the signature. */
  ecrecover: (digest, v, r, s) =>
    recoverPublicKey(digest, concat(r, s, Uint8Array.of(Number(v)))).subarray(1),
};
