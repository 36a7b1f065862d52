import { getAddress, id, toBeHex } from "ethers";
import type { AccountOnChain } from "./send-as";

/** The slots in which ERC-1967 proxies store where their code is. */
export const IMPLEMENTATION_SLOT = toBeHex(BigInt(id("eip1967.proxy.implementation")) - 1n, 32);
export const BEACON_SLOT = toBeHex(BigInt(id("eip1967.proxy.beacon")) - 1n, 32);

/** Reads the address in a slot of the account. */
export async function addressIn({ provider, address }: AccountOnChain, slot: string): Promise<string> {
  return getAddress(toBeHex(BigInt(await provider.getStorage(address, slot)), 20));
}
