import type { Address, Hash, Hex } from "viem";
import * as v from "valibot";
import { ADDRESS_PATTERN, HASH_PATTERN } from "./hex-patterns.js";

/** An address, in any case: checksums are not judged, as wallets do not agree on sending them. */
export const AddressSchema = v.pipe(
  v.string(),
  v.regex(ADDRESS_PATTERN, "an address has 40 hexadecimal digits after 0x"),
  v.transform((text) => text as Address),
);

/** Bytes in hexadecimal, two digits each: read in lower case, as selectors and hashes are compared as text. */
export const BytesSchema = v.pipe(
  v.string(),
  v.regex(/^0x([0-9a-fA-F]{2})*$/, "bytes have pairs of hexadecimal digits after 0x"),
  v.transform((text) => text.toLowerCase() as Hex),
);

/** 32 bytes in hexadecimal: read in lower case, as other bytes. */
export const HashSchema = v.pipe(
  v.string(),
  v.regex(HASH_PATTERN, "32 bytes have 64 hexadecimal digits after 0x"),
  v.transform((text) => text.toLowerCase() as Hash),
);

/** A quantity of JSON-RPC: hexadecimal, of at most 256 bits. */
export const QuantitySchema = v.pipe(
  v.string(),
  v.regex(/^0x[0-9a-fA-F]{1,64}$/, "a quantity has 1 to 64 hexadecimal digits after 0x"),
  v.transform((text) => text as Hex),
);

/** A chain's number. */
export const ChainIdSchema = v.pipe(v.number(), v.safeInteger(), v.minValue(1));
