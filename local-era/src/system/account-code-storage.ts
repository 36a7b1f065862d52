/* 0x8002 AccountCodeStorage. The store functions' only caller is ContractDeployer, which writes by itself here. */
import { toWord, wordToAddress } from "../primitives/hex.ts";
import type { Address } from "../primitives/hex.ts";
import { SystemAddress } from "../primitives/system-addresses.ts";
import { codeHashOf, codeSizeOf } from "../state/visible-code.ts";
import { nativeContract } from "../vm/native-call.ts";
import type { NativeCall } from "../vm/native-call.ts";

/** Reads the address in the first argument and reports that its code hash is read (its slot is the address itself). */
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

/** Refuses the caller: only ContractDeployer may call, and it does not. */
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
  "isAccountEVM(address)": (call, args) => {
    addressArgument(call, BigInt(args.address(0)));
    return toWord(0n);
  },
});
