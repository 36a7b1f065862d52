/* 0x8010 Keccak256: the hash of the call data. */
import { keccak_256 } from "@noble/hashes/sha3.js";
import type { NativeContract } from "../vm/native-call.ts";

export const keccak256: NativeContract = (call) => keccak_256(call.data);
