import { keccak_256 } from "@noble/hashes/sha3.js";
import { EMPTY, toBigInt, toHex } from "../primitives/hex.ts";
import type { Address } from "../primitives/hex.ts";
import { SystemAddress } from "../primitives/system-addresses.ts";
import { packSignature, recoverSigner } from "./ecdsa.ts";
import { validateFactoryDependencies } from "./factory-dependency.ts";
import { DEFAULT_GAS_PER_PUBDATA, requireWithinLimits } from "./limits.ts";
import { TransactionParseError } from "./parse-error.ts";
import { RlpReader } from "./rlp-reader.ts";
import { toStruct } from "./struct.ts";
import { completeTransaction, TransactionType } from "./transaction.ts";
import type { EraTransaction } from "./transaction.ts";
import { signedHash, transactionHashes } from "./transaction-hash.ts";

/** Holds a transaction whose sender and hashes are not computed yet. */
type Unsigned = Omit<EraTransaction, "from" | "hash" | "signedHash" | "raw">;

const FIRST_RLP_LIST_BYTE = 0x80;
const ACCESS_LIST_TYPE = 0x01;

/**
 * Reads a signed transaction as `eth_sendRawTransaction` accepts it: legacy, 0x02 or 0x71. The sender of the first two
 * is recovered from the signature; a 0x71 names its sender, whose account checks the signature. Throws {@link
 * TransactionParseError} with the chain's text.
 */
export function parseRawTransaction(raw: Uint8Array, chainId: bigint): EraTransaction {
  if (raw.length === 0) throw new TransactionParseError("decodeRlpError RlpIsTooShort");
  const type = raw[0];
  if (type! >= FIRST_RLP_LIST_BYTE) return parseLegacy(raw, chainId);
  if (type === ACCESS_LIST_TYPE) throw new TransactionParseError("access lists are not supported");
  if (type === TransactionType.Eip1559) return parseEip1559(raw, chainId);
  if (type === TransactionType.Eip712) return parseEip712(raw, chainId);
  throw new TransactionParseError("transaction type is not supported");
}

function parseLegacy(raw: Uint8Array, chainId: bigint): EraTransaction {
  const rlp = RlpReader.list(raw, 9);
  const nonce = rlp.integer("nonce");
  const gasPrice = rlp.integer("gasPrice");
  const gasLimit = rlp.integer("gasLimit");
  const to = requireRecipient(rlp.address("to"));
  const value = rlp.integer("value");
  const data = rlp.bytes("data");
  const v = rlp.integer("v");
  const { parity, txChainId } = readV(v);
  if (txChainId !== undefined) requireChain(txChainId, chainId);
  const signature = packSignature(rlp.integer("r"), rlp.integer("s"), parity);
  const fees = { maxFeePerGas: gasPrice, maxPriorityFeePerGas: gasPrice };
  const fields = { nonce, gasLimit, to, value, data, signature, ...fees };
  return recovered(
    ethereum(TransactionType.Legacy, { ...fields, hasChainId: txChainId !== undefined }),
    raw,
    chainId,
  );
}

function parseEip1559(raw: Uint8Array, chainId: bigint): EraTransaction {
  const rlp = RlpReader.list(raw.subarray(1), 12);
  const txChainId = rlp.integer("chainId");
  const nonce = rlp.integer("nonce");
  const maxPriorityFeePerGas = rlp.integer("maxPriorityFeePerGas");
  const maxFeePerGas = rlp.integer("maxFeePerGas");
  const gasLimit = rlp.integer("gasLimit");
  const to = rlp.address("to");
  const value = rlp.integer("value");
  const data = rlp.bytes("data");
  requireNoAccessList(rlp);
  const parity = rlp.integer("yParity");
  if (parity > 1n) throw new TransactionParseError("invalid signature");
  const signature = packSignature(rlp.integer("r"), rlp.integer("s"), parity);
  requireChain(txChainId, chainId);
  const fees = { maxFeePerGas, maxPriorityFeePerGas };
  const fields = { nonce, gasLimit, to: requireRecipient(to), value, data, signature, ...fees };
  return recovered(ethereum(TransactionType.Eip1559, { ...fields, hasChainId: true }), raw, chainId);
}

function parseEip712(raw: Uint8Array, chainId: bigint): EraTransaction {
  const rlp = RlpReader.list(raw.subarray(1), 16);
  const nonce = rlp.integer("nonce");
  const maxPriorityFeePerGas = rlp.integer("maxPriorityFeePerGas");
  const maxFeePerGas = rlp.integer("maxFeePerGas");
  const gasLimit = rlp.integer("gasLimit");
  const to = requireRecipient(rlp.address("to"));
  const value = rlp.integer("value");
  const data = rlp.bytes("data");
  const ecdsa = { v: rlp.integer("v"), r: rlp.bytes("r"), s: rlp.bytes("s") };
  requireChain(rlp.integer("chainId"), chainId);
  const from = rlp.address("from");
  if (from === undefined) throw new TransactionParseError("fromAddressIsNull");
  const gasPerPubdata = rlp.integer("gasPerPubdataByteLimit");
  const factoryDeps = rlp.byteStrings("factoryDeps");
  const signature = chooseSignature(rlp.bytes("customSignature"), ecdsa);
  const paymaster = readPaymaster(rlp.byteStrings("paymasterParams"));
  const unhashed = {
    type: TransactionType.Eip712,
    nonce,
    maxPriorityFeePerGas,
    maxFeePerGas,
    gasLimit,
    to,
    value,
    data,
    from,
    gasPerPubdata,
    factoryDeps,
    signature,
    ...paymaster,
    hasChainId: true,
    raw,
  };
  requireWithinLimits(unhashed);
  validateFactoryDependencies(factoryDeps);
  return completeHashes(unhashed, chainId);
}

type EthereumFields = Omit<
  Unsigned,
  "type" | "gasPerPubdata" | "factoryDeps" | "paymaster" | "paymasterInput"
>;

function ethereum(type: Unsigned["type"], fields: EthereumFields): Unsigned {
  return {
    ...fields,
    type,
    gasPerPubdata: DEFAULT_GAS_PER_PUBDATA,
    factoryDeps: [],
    paymaster: SystemAddress.Zero,
    paymasterInput: EMPTY,
  };
}

function recovered(unsigned: Unsigned, raw: Uint8Array, chainId: bigint): EraTransaction {
  const digest = signedHash(toStruct({ ...unsigned, from: SystemAddress.Zero, raw }), chainId);
  const from = recoverSigner(digest, unsigned.signature);
  requireWithinLimits(unsigned);
  return completeTransaction(
    { ...unsigned, from, raw },
    { hash: toHex(keccak_256(raw)), signedHash: digest },
  );
}

/** Adds the two hashes that clients compute for a transaction. */
export function completeHashes(
  tx: Omit<EraTransaction, "hash" | "signedHash">,
  chainId: bigint,
): EraTransaction {
  return completeTransaction(tx, transactionHashes(toStruct(tx), chainId));
}

/** Decodes EIP-155's v, which contains the chain id from 35 on. */
function readV(v: bigint): { parity: bigint; txChainId: bigint | undefined } {
  if (v === 27n || v === 28n) return { parity: v - 27n, txChainId: undefined };
  if (v >= 35n) return { parity: (v - 35n) % 2n, txChainId: (v - 35n) / 2n };
  throw new TransactionParseError("invalid signature");
}

/**
 * Returns the account's own signature if there is one, otherwise `r ‖ s ‖ v`; an ECDSA part next to a custom one is
 * ignored.
 */
function chooseSignature(custom: Uint8Array, ecdsa: { v: bigint; r: Uint8Array; s: Uint8Array }): Uint8Array {
  if (custom.length > 0) return custom;
  if (ecdsa.r.length > 32 || ecdsa.s.length > 32) throw new TransactionParseError("invalid signature");
  const [r, s] = [toBigInt(ecdsa.r), toBigInt(ecdsa.s)];
  if (r === 0n || s === 0n) throw new TransactionParseError("incompleteSignature");
  const { v } = ecdsa;
  const parity = v >= 27n ? v - 27n : v;
  if (parity > 1n) throw new TransactionParseError("invalid signature");
  return packSignature(r, s, parity);
}

function readPaymaster(params: Uint8Array[]): { paymaster: Address; paymasterInput: Uint8Array } {
  if (params.length === 0) return { paymaster: SystemAddress.Zero, paymasterInput: EMPTY };
  if (params.length !== 2 || params[0]!.length !== 20) {
    throw new TransactionParseError("malformed paymaster params");
  }
  return { paymaster: toHex(params[0]!), paymasterInput: params[1]! };
}

function requireRecipient(to: Address | undefined): Address {
  if (to === undefined) throw new TransactionParseError("toAddressIsNull");
  return to;
}

function requireChain(actual: bigint, expected: bigint): void {
  if (actual !== expected) throw new TransactionParseError(`wrong chain id ${actual}`);
}

function requireNoAccessList(rlp: RlpReader): void {
  if (!rlp.isEmptyList("accessList")) throw new TransactionParseError("access lists are not supported");
}
