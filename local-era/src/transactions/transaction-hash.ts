import { RLP } from "@ethereumjs/rlp";
import { keccak_256 } from "@noble/hashes/sha3.js";
import { utf8ToBytes } from "@noble/hashes/utils.js";
import { concat, EMPTY, fromHex, toBigInt, toHex, toWord } from "../primitives/hex.ts";
import type { Hex } from "../primitives/hex.ts";
import type { TransactionStruct } from "./struct.ts";
import { TransactionType } from "./transaction.ts";

const typeHash = (type: string): Uint8Array => keccak_256(utf8ToBytes(type));

const DOMAIN_TYPE_HASH = typeHash("EIP712Domain(string name,string version,uint256 chainId)");
const DOMAIN_NAME_HASH = typeHash("zkSync");
const DOMAIN_VERSION_HASH = typeHash("2");
const TRANSACTION_TYPE_HASH = typeHash(
  "Transaction(uint256 txType,uint256 from,uint256 to,uint256 gasLimit,uint256 gasPerPubdataByteLimit," +
    "uint256 maxFeePerGas,uint256 maxPriorityFeePerGas,uint256 paymaster,uint256 nonce,uint256 value," +
    "bytes data,bytes32[] factoryDeps,bytes paymasterInput)",
);

/** Is the length of `r ‖ s ‖ v`. */
export const ECDSA_SIGNATURE_LENGTH = 65;

/** Signals a transaction type that has no hash (BootloaderUtilities' `UnsupportedTxType`). */
export class UnsupportedTransactionType extends Error {
  readonly type: bigint;

  constructor(type: bigint) {
    super(`transactions of type ${type} have no hash on Era`);
    this.name = "UnsupportedTransactionType";
    this.type = type;
  }
}

/** Signals an ECDSA signature of the wrong length. */
export class TransactionDecodingError extends Error {
  constructor(detail: string) {
    super(`not an ABI-encoded Transaction: ${detail}`);
    this.name = "TransactionDecodingError";
  }
}

/**
 * Computes the digest that the sender signs: EIP-712's for type 113, EIP-155's or EIP-1559's for the others. It covers
 * all of the struct but `signature`. Throws {@link UnsupportedTransactionType}.
 */
export function signedHash(tx: TransactionStruct, chainId: bigint): Hex {
  return toHex(signedDigest(tx, chainId));
}

/**
 * Computes the transaction's hash as clients do: for type 113 `keccak256(signedHash ‖ keccak256(signature))`, for the
 * others keccak256 of the signed RLP form. `tx.signature` is `r ‖ s ‖ v` (v 27 or 28) for those. Throws {@link
 * UnsupportedTransactionType}, or TransactionDecodingError when such a signature is not 65 bytes.
 */
export function transactionHash(tx: TransactionStruct, chainId: bigint): Hex {
  return transactionHashes(tx, chainId).hash;
}

/** Returns both hashes of a transaction: {@link transactionHash}'s and {@link signedHash}'s. */
export function transactionHashes(tx: TransactionStruct, chainId: bigint): { hash: Hex; signedHash: Hex } {
  const digest = signedDigest(tx, chainId);
  const hash =
    tx.type === BigInt(TransactionType.Eip712) ? eip712Hash(digest, tx) : ethereumHash(tx, chainId);
  return { hash: toHex(hash), signedHash: toHex(digest) };
}

function eip712Hash(digest: Uint8Array, tx: TransactionStruct): Uint8Array {
  return keccak_256(concat(digest, keccak_256(tx.signature)));
}

function ethereumHash(tx: TransactionStruct, chainId: bigint): Uint8Array {
  return keccak_256(serializeEthereum(tx, chainId, true));
}

function signedDigest(tx: TransactionStruct, chainId: bigint): Uint8Array {
  if (tx.type === BigInt(TransactionType.Eip712)) {
    return keccak_256(concat(Uint8Array.of(0x19, 0x01), domainSeparator(chainId), structHash(tx)));
  }
  return keccak_256(serializeEthereum(tx, chainId, false));
}

function domainSeparator(chainId: bigint): Uint8Array {
  return keccak_256(concat(DOMAIN_TYPE_HASH, DOMAIN_NAME_HASH, DOMAIN_VERSION_HASH, toWord(chainId)));
}

function structHash(tx: TransactionStruct): Uint8Array {
  const numbers = [
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
  ];
  return keccak_256(
    concat(
      TRANSACTION_TYPE_HASH,
      ...numbers.map(toWord),
      keccak_256(tx.data),
      keccak_256(concat(...tx.factoryDeps.map(fromHex))),
      keccak_256(tx.paymasterInput),
    ),
  );
}

function serializeEthereum(tx: TransactionStruct, chainId: bigint, signed: boolean): Uint8Array {
  if (tx.type === BigInt(TransactionType.Legacy)) return serializeLegacy(tx, chainId, signed);
  if (tx.type === BigInt(TransactionType.Eip1559)) return serializeEip1559(tx, chainId, signed);
  throw new UnsupportedTransactionType(tx.type);
}

function serializeLegacy(tx: TransactionStruct, chainId: bigint, signed: boolean): Uint8Array {
  const fields = [tx.nonce, tx.maxFeePerGas, tx.gasLimit].map(integer);
  fields.push(recipient(tx), integer(tx.value), tx.data);
  const hasChainId = tx.reserved[0] !== 0n;
  if (signed) {
    const { r, s, parity } = ecdsaParts(tx.signature);
    fields.push(integer(hasChainId ? 35n + 2n * chainId + parity : 27n + parity), integer(r), integer(s));
  } else if (hasChainId) {
    fields.push(integer(chainId), EMPTY, EMPTY);
  }
  return RLP.encode(fields);
}

function serializeEip1559(tx: TransactionStruct, chainId: bigint, signed: boolean): Uint8Array {
  const fields: (Uint8Array | Uint8Array[])[] = [
    ...[chainId, tx.nonce, tx.maxPriorityFeePerGas, tx.maxFeePerGas, tx.gasLimit].map(integer),
    recipient(tx),
    integer(tx.value),
    tx.data,
    [],
  ];
  if (signed) {
    const { r, s, parity } = ecdsaParts(tx.signature);
    fields.push(integer(parity), integer(r), integer(s));
  }
  return concat(Uint8Array.of(TransactionType.Eip1559), RLP.encode(fields));
}

function recipient(tx: TransactionStruct): Uint8Array {
  return tx.reserved[1] === 0n ? toWord(tx.to).subarray(12) : EMPTY;
}

/** Encodes an RLP integer: big-endian without leading zeros; 0 is the empty string. */
function integer(value: bigint): Uint8Array {
  if (value === 0n) return EMPTY;
  const digits = value.toString(16);
  return fromHex(digits.padStart(digits.length + (digits.length % 2), "0"));
}

function ecdsaParts(signature: Uint8Array): { r: bigint; s: bigint; parity: bigint } {
  if (signature.length !== ECDSA_SIGNATURE_LENGTH) {
    throw new TransactionDecodingError(`an ECDSA signature has 65 bytes, this one ${signature.length}`);
  }
  const parity = signature[64] === 28 ? 1n : 0n;
  return { r: toBigInt(signature.subarray(0, 32)), s: toBigInt(signature.subarray(32, 64)), parity };
}
