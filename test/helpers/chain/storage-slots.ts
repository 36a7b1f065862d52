import { concat, keccak256, toBeHex, zeroPadValue } from "ethers";
import { erc7201Slot } from "../../../scripts/suite/storage/erc7201-slot";

/** Returns the slot of a member of a namespace's struct (ERC-7201), of which each member fills one slot. */
export const namespaceMember = (namespace: string, member: number): string =>
  toBeHex(BigInt(erc7201Slot(namespace)) + BigInt(member), 32);

/** Returns the slot of a mapping's value (Solidity's "Layout of State Variables in Storage"). */
export const mappingEntry = (key: string, mapping: string): string =>
  keccak256(concat([zeroPadValue(key, 32), mapping]));
