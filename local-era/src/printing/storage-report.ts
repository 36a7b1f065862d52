import type { StorageAccess } from "../bootloader/outcome.ts";
import type { Address } from "../primitives/hex.ts";
import { toQuantity } from "../primitives/hex.ts";
import type { StorageDetail } from "./detail.ts";
import { contractName } from "./known-names.ts";

/** Lists the slots that a transaction read, with the first value read, and those it changed, each once. */
export function storageReport({ reads, changes }: StorageAccess, detail: StorageDetail): string[] {
  const readLines = reads.map(
    ({ address, slot, value }) => `read ${slotText(address, slot)} = ${word(value)}`,
  );
  const writeLines = changes.map(
    ({ address, slot, before, after }) =>
      `write ${slotText(address, slot)}: ${word(before)} → ${word(after)}`,
  );
  return [
    ...(detail === "read" || detail === "all" ? readLines : []),
    ...(detail === "write" || detail === "all" ? writeLines : []),
  ];
}

function slotText(address: Address, slot: bigint): string {
  return `${contractName(address)}[${word(slot)}]`;
}

function word(value: bigint): string {
  return toQuantity(value);
}
