import { hashBytecode } from "../bytecode/bytecode-hash.ts";
import { addressToWord, concat, fromHex, toBigInt, toHex, toWord } from "../primitives/hex.ts";
import type { Hex } from "../primitives/hex.ts";
import type { EraTransaction } from "./transaction.ts";

/**
 * `Transaction` of TransactionHelper.sol, word for word: what accounts, paymasters and BootloaderUtilities
 * receive. Addresses are uint256 members there, so they are numbers here too. Amounts in wei.
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
/** Ten numbers, four reserved words and five offsets. */
const HEAD_SIZE = 19 * WORD;

/** Thrown when bytes are not the ABI encoding of a `Transaction` tuple. */
export class TransactionDecodingError extends Error {
  constructor(detail: string) {
    super(`not an ABI-encoded Transaction: ${detail}`);
    this.name = "TransactionDecodingError";
  }
}

/** The struct form of a parsed transaction: bytecodes become their versioned hashes. */
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

/** The tuple's ABI encoding, without the offset that precedes a tuple in a list of arguments. */
export function encodeStruct(tx: TransactionStruct): Uint8Array {
  const tails = [
    encodeBytes(tx.data),
    encodeBytes(tx.signature),
    concat(toWord(BigInt(tx.factoryDeps.length)), ...tx.factoryDeps.map(fromHex)),
    encodeBytes(tx.paymasterInput),
    encodeBytes(tx.reservedDynamic),
  ];
  const offsets: bigint[] = [];
  let offset = HEAD_SIZE;
  for (const tail of tails) {
    offsets.push(BigInt(offset));
    offset += tail.length;
  }
  const head = [
    ...[tx.type, tx.from, tx.to, tx.gasLimit, tx.gasPerPubdata, tx.maxFeePerGas, tx.maxPriorityFeePerGas],
    ...[tx.paymaster, tx.nonce, tx.value, ...tx.reserved, ...offsets],
  ];
  return concat(...head.map(toWord), ...tails);
}

/** {@link encodeStruct} of a parsed transaction. */
export function encodeTransaction(tx: EraTransaction): Uint8Array {
  return encodeStruct(toStruct(tx));
}

/**
 * Reads a tuple written by {@link encodeStruct} or by any other ABI encoder (offsets may be in any order).
 * Throws {@link TransactionDecodingError}.
 */
export function decodeTransaction(body: Uint8Array): TransactionStruct {
  requireLength(body, HEAD_SIZE);
  const word = (index: number): bigint => toBigInt(body.subarray(index * WORD, (index + 1) * WORD));
  return {
    type: word(0),
    from: word(1),
    to: word(2),
    gasLimit: word(3),
    gasPerPubdata: word(4),
    maxFeePerGas: word(5),
    maxPriorityFeePerGas: word(6),
    paymaster: word(7),
    nonce: word(8),
    value: word(9),
    reserved: [word(10), word(11), word(12), word(13)],
    data: decodeBytes(body, word(14)),
    signature: decodeBytes(body, word(15)),
    factoryDeps: decodeWords(body, word(16)),
    paymasterInput: decodeBytes(body, word(17)),
    reservedDynamic: decodeBytes(body, word(18)),
  };
}

function encodeBytes(bytes: Uint8Array): Uint8Array {
  const padded = new Uint8Array(Math.ceil(bytes.length / WORD) * WORD);
  padded.set(bytes);
  return concat(toWord(BigInt(bytes.length)), padded);
}

function decodeBytes(body: Uint8Array, offset: bigint): Uint8Array {
  return tail(body, offset, 1);
}

function decodeWords(body: Uint8Array, offset: bigint): Hex[] {
  const words = tail(body, offset, WORD);
  return Array.from({ length: words.length / WORD }, (_, i) =>
    toHex(words.subarray(i * WORD, (i + 1) * WORD)),
  );
}

/** What stands behind the length at `offset`, which counts elements of `size` bytes. */
function tail(body: Uint8Array, offset: bigint, size: number): Uint8Array {
  requireLength(body, offset + BigInt(WORD));
  const start = Number(offset) + WORD;
  const length = toBigInt(body.subarray(start - WORD, start)) * BigInt(size);
  requireLength(body, BigInt(start) + length);
  return body.subarray(start, start + Number(length));
}

function requireLength(body: Uint8Array, needed: bigint | number): void {
  if (needed <= body.length) return;
  throw new TransactionDecodingError(`${needed} bytes needed, ${body.length} given`);
}
