import { keccak_256 } from "@noble/hashes/sha3.js";
import { addressWord } from "../../primitives/abi.ts";
import { concat, fromHex, toBigInt, toWord, wordToAddress } from "../../primitives/hex.ts";
import type { Address } from "../../primitives/hex.ts";

const encoder = new TextEncoder();
const CREATE_PREFIX = keccak_256(encoder.encode("zksyncCreate"));
const CREATE2_PREFIX = keccak_256(encoder.encode("zksyncCreate2"));

/** Computes the address of `create` from the sender and its deployment nonce before the deployment. */
export function newAddressCreate(sender: Address, deploymentNonce: bigint): Address {
  return lastTwentyBytes(concat(CREATE_PREFIX, addressWord(sender), toWord(deploymentNonce)));
}

/** Computes the address of `create2` from sender, salt, versioned bytecode hash and raw constructor arguments. */
export function newAddressCreate2(
  sender: Address,
  codeHash: string,
  salt: bigint,
  input: Uint8Array,
): Address {
  return lastTwentyBytes(
    concat(CREATE2_PREFIX, addressWord(sender), toWord(salt), fromHex(codeHash), keccak_256(input)),
  );
}

function lastTwentyBytes(preimage: Uint8Array): Address {
  return wordToAddress(toBigInt(keccak_256(preimage)));
}
