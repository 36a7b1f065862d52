/* 0x800c BootloaderUtilities: the hashes accounts are given, for anyone to compute. */
import { concat, fromHex } from "../primitives/hex.ts";
import { transactionHashes, UnsupportedTransactionType } from "../transactions/transaction-hash.ts";
import { decodeTransaction, TransactionDecodingError } from "../transactions/struct.ts";
import { nativeContract } from "../vm/native-call.ts";
import type { NativeCall } from "../vm/native-call.ts";
import { SystemRevert } from "./abi.ts";
import type { Arguments } from "./abi.ts";

const TRANSACTION =
  "(uint256,uint256,uint256,uint256,uint256,uint256,uint256,uint256,uint256,uint256,uint256[4],bytes,bytes,bytes32[],bytes,bytes)";

function getTransactionHashes(call: NativeCall, args: Arguments): Uint8Array {
  const { chainId } = call.vm.context.block;
  try {
    const { hash, signedHash } = transactionHashes(decodeTransaction(args.tail(0)), chainId);
    return concat(fromHex(hash), fromHex(signedHash));
  } catch (error) {
    if (error instanceof TransactionDecodingError) throw new SystemRevert();
    if (error instanceof UnsupportedTransactionType) call.revert("UnsupportedTxType(uint256)", error.type);
    throw error;
  }
}

export const bootloaderUtilities = nativeContract({
  [`getTransactionHashes(${TRANSACTION})`]: getTransactionHashes,
});
