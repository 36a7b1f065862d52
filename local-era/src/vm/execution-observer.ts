import type { Address } from "../primitives/hex.ts";
import type { FarCall } from "./far-call.ts";

/** Context a contract may ask for; on Era each is a slot of SystemContext. */
export type ContextValue =
  | "chainId"
  | "origin"
  | "gasPrice"
  | "gasLimit"
  | "coinbase"
  | "difficulty"
  | "baseFee"
  | "block"
  | "blockHash";

/** Watches code run. What it throws ends the transaction. */
export interface ExecutionObserver {
  /** A contract read a slot of its own storage; `caller` is the frame's msg.sender. */
  storageRead(contract: Address, slot: bigint, value: bigint, caller: Address): void;
  /** Code hashed exactly 64 bytes, which is how Solidity finds the slots of mappings. */
  hashedTwoWords(first: bigint, second: bigint, hash: bigint): void;
  contextRead(value: ContextValue): void;
  /** The meta word (SystemContractHelper.getZkSyncMeta) was read. */
  metaRead(): void;
  farCall(call: FarCall): void;
}
