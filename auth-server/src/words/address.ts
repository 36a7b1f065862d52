import { getAddress, type Address } from "viem";

/** Writes an address whole, in groups of four, so that it can be compared. */
export function addressInGroups(address: Address): string {
  const digits = getAddress(address).slice(2);
  return `0x ${digits.match(/.{4}/g)?.join(" ") ?? digits}`;
}

/** Writes an address short: for the person's own, which they need not compare. */
export function shortAddress(address: Address): string {
  const whole = getAddress(address);
  return `${whole.slice(0, 6)}…${whole.slice(-4)}`;
}
