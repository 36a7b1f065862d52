import { getAddress, type Address, type Hex } from "viem";

/** Writes an address whole, in groups of four, so that it can be compared. */
export function addressInGroups(address: Address): string {
  return inGroups(getAddress(address));
}

/** Writes digits in groups of four, so that they can be compared: of an address as it is written, or of a hash. */
export function inGroups(hex: Hex): string {
  const digits = hex.slice(2);
  return `0x ${digits.match(/.{1,4}/g)?.join(" ") ?? digits}`;
}

/** Writes the addresses in a text in groups of four. */
export function addressesInGroups(text: string): string {
  return text.replace(/\b0x[0-9a-fA-F]{40}\b/g, (address) => addressInGroups(address as Address));
}

/** Writes an address short: for the person's own, which they need not compare. */
export function shortAddress(address: Address): string {
  const whole = getAddress(address);
  return `${whole.slice(0, 6)}…${whole.slice(-4)}`;
}
