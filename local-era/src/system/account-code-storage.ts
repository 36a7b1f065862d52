/* 0x8002 AccountCodeStorage. The store functions' only caller is ContractDeployer, which writes by itself here. */
import { keccak_256 } from "@noble/hashes/sha3.js";
import { EMPTY, toBigInt, toWord, wordToAddress } from "../primitives/hex.ts";
import type { Address } from "../primitives/hex.ts";
import type { World } from "../state/world.ts";
import { nativeContract } from "../vm/native-call.ts";
import type { NativeCall } from "../vm/native-call.ts";
import { SystemAddress } from "./addresses.ts";

const EMPTY_HASH = toBigInt(keccak_256(EMPTY));
/** Addresses up to this one are the EVM's precompiles; they have no code to speak of. */
const LAST_PRECOMPILE = 0xffn;

/** EXTCODEHASH: the versioned hash, keccak256("") for accounts in use without code, 0 for unused ones. */
export function codeHashOf(world: World, address: Address): bigint {
  if (BigInt(address) <= LAST_PRECOMPILE) return EMPTY_HASH;
  const raw = world.rawCodeHash(address);
  if (raw === 0n) return world.rawNonce(address) > 0n ? EMPTY_HASH : 0n;
  return world.isConstructing(address) ? EMPTY_HASH : raw;
}

/** EXTCODESIZE: size of the published bytecode; 0 without code and while the constructor runs. */
export function codeSizeOf(world: World, address: Address): bigint {
  if (BigInt(address) <= LAST_PRECOMPILE || !world.isContract(address) || world.isConstructing(address))
    return 0n;
  return BigInt(world.code(address).length);
}

/** The address named in the first argument, its code hash being read (its slot is the address itself). */
function addressArgument(call: NativeCall, word: bigint): Address {
  const address = wordToAddress(word);
  call.vm.observer?.storageRead(
    SystemAddress.AccountCodeStorage,
    BigInt(address),
    call.world.rawCodeHash(address),
    call.caller,
  );
  return address;
}

/** ContractDeployer does not call: whoever does is somebody else. */
function refuse(call: NativeCall): never {
  return call.revert("Unauthorized(address)", BigInt(call.caller));
}

export const accountCodeStorage = nativeContract({
  "getRawCodeHash(address)": (call, args) =>
    toWord(call.world.rawCodeHash(addressArgument(call, BigInt(args.address(0))))),
  "getCodeHash(uint256)": (call, args) => toWord(codeHashOf(call.world, addressArgument(call, args.word(0)))),
  "getCodeSize(uint256)": (call, args) => toWord(codeSizeOf(call.world, addressArgument(call, args.word(0)))),
  "storeAccountConstructingCodeHash(address,bytes32)": refuse,
  "storeAccountConstructedCodeHash(address,bytes32)": refuse,
  "markAccountCodeHashAsConstructed(address)": refuse,
  "isAccountEVM(address)": (_call, args) => {
    args.address(0);
    return toWord(0n);
  },
});
