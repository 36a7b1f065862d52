import { SigningKey } from "ethers";
import type { AccountSigner } from "./account-signer";
import { transactionDigest } from "./account-transaction";

/** 64 zero bytes and a recovery byte: the empty signature with which every Era node estimates gas. */
export const STUB_ECDSA_SIGNATURE = `0x${"00".repeat(64)}1b`;

/** Signs as a k1 owner: a plain 65-byte signature (r, s, v) of the transaction hash. */
export function ownerSigner(privateKey: string): AccountSigner {
  const key = new SigningKey(privateKey);
  return {
    stub: async () => STUB_ECDSA_SIGNATURE,
    sign: async (tx) => key.sign(transactionDigest(tx)).serialized,
  };
}
