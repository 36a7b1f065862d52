import type { Address } from "../primitives/hex.ts";
import type { FarCall } from "./far-call.ts";

/** Names context that a contract may read; on Era each value is a slot of SystemContext. */
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

/** Watches code run. An error it throws ends the transaction. */
export interface ExecutionObserver {
  /** Reports that a contract read a slot of its own storage; `caller` is the frame's msg.sender. */
  storageRead(contract: Address, slot: bigint, value: bigint, caller: Address): void;
  /** Reports that code hashed exactly 64 bytes, which is how Solidity computes the slots of mappings. */
  hashedTwoWords(first: bigint, second: bigint, hash: bigint): void;
  contextRead(value: ContextValue): void;
  /** Reports that the meta word (SystemContractHelper.getZkSyncMeta) was read. */
  metaRead(): void;
  farCall(call: FarCall): void;
}
