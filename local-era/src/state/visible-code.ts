import { keccak_256 } from "@noble/hashes/sha3.js";
import { EMPTY, toBigInt } from "../primitives/hex.ts";
import type { Address } from "../primitives/hex.ts";
import type { World } from "./world.ts";

const EMPTY_HASH = toBigInt(keccak_256(EMPTY));
/** Is the highest precompile address; precompiles have no visible code. */
const LAST_PRECOMPILE = 0xffn;

/** Computes EXTCODEHASH: the versioned hash, keccak256("") for used accounts without code, 0 for unused ones. */
export function codeHashOf(world: World, address: Address): bigint {
  if (BigInt(address) <= LAST_PRECOMPILE) return EMPTY_HASH;
  const raw = world.rawCodeHash(address);
  if (raw === 0n) return world.rawNonce(address) > 0n ? EMPTY_HASH : 0n;
  return world.isConstructing(address) ? EMPTY_HASH : raw;
}

/** Computes EXTCODESIZE: the size of the published bytecode; 0 without code and while the constructor runs. */
export function codeSizeOf(world: World, address: Address): bigint {
  if (BigInt(address) <= LAST_PRECOMPILE || !world.isContract(address) || world.isConstructing(address))
    return 0n;
  return BigInt(world.code(address).length);
}
