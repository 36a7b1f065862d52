import { hashBytecode } from "../bytecode/bytecode-hash.ts";
import { encodeBytesTail } from "../primitives/abi.ts";
import { AbiReader } from "../primitives/abi-reader.ts";
import { addressToWord, concat, fromHex, toHex, toWord } from "../primitives/hex.ts";
import type { Hex } from "../primitives/hex.ts";
import type { EraTransaction } from "./transaction.ts";

/**
 * Mirrors `Transaction` of TransactionHelper.sol, which accounts, paymasters and BootloaderUtilities receive. Addresses
 * are uint256 members there, so they are numbers here too. Amounts are in wei.
 */
export interface TransactionStruct {
  readonly type: bigint;
  readonly from: bigint;
  readonly to: bigint;
  readonly gasLimit: bigint;
  readonly gasPerPubdata: bigint;
  readonly maxFeePerGas: bigint;
  readonly maxPriorityFeePerGas: bigint;
  readonly paymaster: bigint;
  readonly nonce: bigint;
  readonly value: bigint;
  /** [0] is 1 for a legacy transaction with a chain id, [1] is 1 when `to` is absent; [2] and [3] are 0. */
  readonly reserved: readonly [bigint, bigint, bigint, bigint];
  readonly data: Uint8Array;
  readonly signature: Uint8Array;
  /** Versioned bytecode hashes. */
  readonly factoryDeps: readonly Hex[];
  readonly paymasterInput: Uint8Array;
  readonly reservedDynamic: Uint8Array;
}

const WORD = 32;
/** Counts the bytes of ten numbers, four reserved words and five offsets. */
const HEAD_SIZE = 19 * WORD;

/** Converts a parsed transaction to a struct: bytecodes become their versioned hashes. */
export function toStruct(tx: Omit<EraTransaction, "hash" | "signedHash">): TransactionStruct {
  return {
    type: BigInt(tx.type),
    from: addressToWord(tx.from),
    to: addressToWord(tx.to),
    gasLimit: tx.gasLimit,
    gasPerPubdata: tx.gasPerPubdata,
    maxFeePerGas: tx.maxFeePerGas,
    maxPriorityFeePerGas: tx.maxPriorityFeePerGas,
    paymaster: addressToWord(tx.paymaster),
    nonce: tx.nonce,
    value: tx.value,
    reserved: [tx.hasChainId && tx.type === 0 ? 1n : 0n, 0n, 0n, 0n],
    data: tx.data,
    signature: tx.signature,
    factoryDeps: tx.factoryDeps.map((dep) => hashBytecode(dep)),
    paymasterInput: tx.paymasterInput,
    reservedDynamic: new Uint8Array(0),
  };
}

/** Encodes the tuple without the offset that precedes a tuple in a list of arguments. */
export function encodeStruct(tx: TransactionStruct): Uint8Array {
  const tails = [
    encodeBytesTail(tx.data),
    encodeBytesTail(tx.signature),
    concat(toWord(BigInt(tx.factoryDeps.length)), ...tx.factoryDeps.map(fromHex)),
    encodeBytesTail(tx.paymasterInput),
    encodeBytesTail(tx.reservedDynamic),
  ];
  const offsets: bigint[] = [];
  let offset = HEAD_SIZE;
  for (const tail of tails) {
    offsets.push(BigInt(offset));
    offset += tail.length;
  }
  const head = [
    tx.type,
    tx.from,
    tx.to,
    tx.gasLimit,
    tx.gasPerPubdata,
    tx.maxFeePerGas,
    tx.maxPriorityFeePerGas,
    tx.paymaster,
    tx.nonce,
    tx.value,
    ...tx.reserved,
    ...offsets,
  ];
  return concat(...head.map(toWord), ...tails);
}

/** Encodes a parsed transaction with {@link encodeStruct}. */
export function encodeTransaction(tx: EraTransaction): Uint8Array {
  return encodeStruct(toStruct(tx));
}

/** Decodes a tuple written by {@link encodeStruct} or by any other ABI encoder. Throws AbiError. */
export function decodeTransaction(body: Uint8Array): TransactionStruct {
  const tuple = new AbiReader(body);
  return {
    type: tuple.word(0),
    from: tuple.word(1),
    to: tuple.word(2),
    gasLimit: tuple.word(3),
    gasPerPubdata: tuple.word(4),
    maxFeePerGas: tuple.word(5),
    maxPriorityFeePerGas: tuple.word(6),
    paymaster: tuple.word(7),
    nonce: tuple.word(8),
    value: tuple.word(9),
    reserved: [tuple.word(10), tuple.word(11), tuple.word(12), tuple.word(13)],
    data: tuple.bytes(14),
    signature: tuple.bytes(15),
    factoryDeps: tuple.words(16).map((word) => toHex(toWord(word))),
    paymasterInput: tuple.bytes(17),
    reservedDynamic: tuple.bytes(18),
  };
}
