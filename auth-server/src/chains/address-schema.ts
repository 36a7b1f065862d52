import type { Address } from "viem";
import * as v from "valibot";

/** An address, whatever its letters' case. */
export const AddressSchema = v.pipe(
  v.string(),
  v.regex(/^0x[0-9a-fA-F]{40}$/),
  v.transform((text) => text as Address),
);
