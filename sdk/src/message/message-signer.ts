import type { Address, Hex, TypedDataDefinition } from "viem";

/** Signs for an account what is not a transaction: its passkey, or one of its owners. */
export interface MessageSigner {
  /** The account. */
  readonly address: Address;
  /** Signs the EIP-712 hash of typed data, as it is. */
  signTypedData(typedData: TypedDataDefinition): Promise<Hex>;
}
