import { RLP } from "@ethereumjs/rlp";
import type { NestedUint8Array } from "@ethereumjs/rlp";
import { toBigInt, toHex } from "../primitives/hex.ts";
import type { Address } from "../primitives/hex.ts";
import { TransactionParseError } from "./parse-error.ts";

type Item = Uint8Array | NestedUint8Array;

const MAX_UINT256_BYTES = 32;

/** Reads the items of an RLP list one after another; every error names the item. */
export class RlpReader {
  readonly #items: NestedUint8Array;
  #next = 0;

  private constructor(items: NestedUint8Array) {
    this.#items = items;
  }

  /** Decodes a list of exactly `length` items. Throws {@link TransactionParseError}. */
  static list(bytes: Uint8Array, length: number): RlpReader {
    let decoded: Item;
    try {
      decoded = RLP.decode(bytes);
    } catch (error) {
      throw decodeError(error instanceof Error ? error.message : String(error));
    }
    if (!Array.isArray(decoded)) throw decodeError("RlpExpectedToBeList");
    if (decoded.length !== length) {
      throw decodeError(`RlpIncorrectListLen: ${length} items expected, ${decoded.length} given`);
    }
    return new RlpReader(decoded);
  }

  /** Reads a byte string. */
  bytes(name: string): Uint8Array {
    const item = this.#take();
    if (Array.isArray(item)) throw decodeError(`RlpExpectedToBeData: ${name}`);
    return item;
  }

  /** Reads a canonical unsigned integer of at most 256 bits. */
  integer(name: string): bigint {
    const bytes = this.bytes(name);
    if (bytes.length > MAX_UINT256_BYTES) throw decodeError(`RlpIsTooBig: ${name}`);
    if (bytes[0] === 0) throw decodeError(`RlpInvalidIndirection: ${name} has leading zeros`);
    return toBigInt(bytes);
  }

  /** Reads a 20-byte address; undefined for the empty string. */
  address(name: string): Address | undefined {
    const bytes = this.bytes(name);
    if (bytes.length === 0) return undefined;
    if (bytes.length !== 20) throw decodeError(`RlpInvalidLength: ${name} has ${bytes.length} bytes`);
    return toHex(bytes);
  }

  /** Reads a list of byte strings. */
  byteStrings(name: string): Uint8Array[] {
    const item = this.#take();
    if (!Array.isArray(item)) throw decodeError(`RlpExpectedToBeList: ${name}`);
    return item.map((entry) => {
      if (Array.isArray(entry)) throw decodeError(`RlpExpectedToBeData: ${name}`);
      return entry;
    });
  }

  /** Reads a list and tells whether it is empty. */
  isEmptyList(name: string): boolean {
    const item = this.#take();
    if (!Array.isArray(item)) throw decodeError(`RlpExpectedToBeList: ${name}`);
    return item.length === 0;
  }

  #take(): Item {
    return this.#items[this.#next++]!;
  }
}

function decodeError(detail: string): TransactionParseError {
  return new TransactionParseError(`decodeRlpError ${detail}`);
}
