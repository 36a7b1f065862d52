/* 0x800c BootloaderUtilities: the hashes accounts are given, for anyone to compute. */
import type { AbiReader } from "../primitives/abi-reader.ts";
import { concat, fromHex } from "../primitives/hex.ts";
import { TRANSACTION_TYPE } from "../transactions/account-interface.ts";
import { decodeTransaction } from "../transactions/struct.ts";
import {
  TransactionDecodingError,
  transactionHashes,
  UnsupportedTransactionType,
} from "../transactions/transaction-hash.ts";
import { nativeContract } from "../vm/native-call.ts";
import type { NativeCall } from "../vm/native-call.ts";
import { SystemRevert } from "../vm/system-revert.ts";

function getTransactionHashes(call: NativeCall, args: AbiReader): Uint8Array {
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
  [`getTransactionHashes(${TRANSACTION_TYPE})`]: getTransactionHashes,
});
