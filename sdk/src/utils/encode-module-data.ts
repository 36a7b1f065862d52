import { encodeAbiParameters, type Address, type Hex } from "viem";

/** Encodes a module and what installs it, `abi.encode(address, bytes)`: an entry of an account's first validators. */
export function encodeModuleData({ address, parameters }: { address: Address; parameters: Hex }): Hex {
  return encodeAbiParameters([{ type: "address" }, { type: "bytes" }], [address, parameters]);
}
