import { hexToBigInt, numberToHex, type Hex } from "viem";

/** Reads a quantity that may be missing. */
export function toBigInt(quantity: Hex | undefined): bigint | undefined {
  return quantity === undefined ? undefined : hexToBigInt(quantity);
}

/** Writes a number that may be missing as a quantity. */
export function toQuantity(number: bigint | number | undefined): Hex | undefined {
  return number === undefined ? undefined : numberToHex(number);
}

/** Leaves the members out that are undefined. */
export function defined<type extends object>(
  members: type,
): { [key in keyof type]?: NonNullable<type[key]> } {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)) as {
    [key in keyof type]?: NonNullable<type[key]>;
  };
}
