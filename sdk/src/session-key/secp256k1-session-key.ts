import type { Hex } from "viem";
import { generatePrivateKey, privateKeyToAccount } from "viem/accounts";
import type { SessionKey } from "./session-key.js";

/** Makes a session key of a secp256k1 private key (32 bytes): of a new one, if none is given. */
export function secp256k1SessionKey(privateKey: Hex = generatePrivateKey()): SessionKey {
  const { address, sign } = privateKeyToAccount(privateKey);
  return {
    type: "secp256k1",
    address,
    stubSignature: `0x${"00".repeat(64)}1b`,
    sign: (hash) => sign({ hash }),
  };
}
