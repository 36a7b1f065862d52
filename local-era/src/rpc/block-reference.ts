import type { Block } from "../chain/block.ts";
import type { Ledger } from "../chain/ledger.ts";
import { show } from "../primitives/excerpt.ts";
import { isAbsent, readHash, readObject, readQuantity } from "../primitives/json-value.ts";
import { invalidParams, RpcCode, RpcError } from "./rpc-error.ts";

const HEAD_TAGS = [
  "latest",
  "pending",
  "safe",
  "finalized",
  "fast_finalized",
  "committed",
  "precommitted",
  "l1_committed",
];

/**
 * Reads a tag, a quantity or an EIP-1898 object as a block number, which may be beyond the chain. Every tag but
 * `earliest` means the latest block. Throws `-32602`.
 */
export function readBlockNumber(value: unknown, name: string, ledger: Ledger): bigint {
  if (isAbsent(value)) return ledger.latest.number;
  if (isHeadTag(value)) return ledger.latest.number;
  if (value === "earliest") return 0n;
  if (typeof value === "object") return readEip1898(value, name, ledger);
  if (typeof value === "string" && !/^(0x)?[0-9a-fA-F]+$/.test(value)) {
    throw invalidParams(`${name} must be a block number or tag, got ${show(value)}`);
  }
  return readQuantity(value, name);
}

/** Tells whether a value is a tag that follows the chain's head. */
export function isHeadTag(value: unknown): boolean {
  return typeof value === "string" && HEAD_TAGS.includes(value);
}

/** Reads a reference to an existing block. Throws `-32602` when there is none. */
export function readExistingBlock(value: unknown, name: string, ledger: Ledger): Block {
  const block = ledger.byNumber(readBlockNumber(value, name, ledger));
  if (block === undefined) throw noSuchBlock();
  return block;
}

export function noSuchBlock(): RpcError {
  return new RpcError(RpcCode.InvalidParams, "Block with such an ID doesn't exist yet");
}

function readEip1898(value: unknown, name: string, ledger: Ledger): bigint {
  const reference = readObject(value, name);
  if (!isAbsent(reference.blockNumber)) {
    if (!isAbsent(reference.blockHash)) {
      throw invalidParams(`${name} has both blockNumber and blockHash: EIP-1898 allows one of them`);
    }
    return readQuantity(reference.blockNumber, `${name}.blockNumber`);
  }
  const block = ledger.byHash(readHash(reference.blockHash, `${name}.blockHash`));
  if (block === undefined) throw noSuchBlock();
  return block.number;
}
