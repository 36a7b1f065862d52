import { id, toBeHex } from "ethers";

/** The slots in which ERC-1967 proxies store where their code is. */
export const IMPLEMENTATION_SLOT = slotOf("eip1967.proxy.implementation");
export const BEACON_SLOT = slotOf("eip1967.proxy.beacon");

function slotOf(name: string): string {
  return toBeHex(BigInt(id(name)) - 1n, 32);
}
