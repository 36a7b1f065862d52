import { parseEther } from "viem";

/** Reads an amount of ETH that a person wrote, in wei; nothing if it is none. */
export function readEther(text: string): bigint | undefined {
  const trimmed = text.trim();
  if (!/^(\d{1,12}(\.\d{0,18})?|\.\d{1,18})$/.test(trimmed)) return undefined;
  return parseEther(trimmed.endsWith(".") ? trimmed.slice(0, -1) : trimmed);
}
