import { getAddress, toBeHex } from "ethers";
import type { AccountOnChain } from "./send-as";

export { BEACON_SLOT, IMPLEMENTATION_SLOT } from "../../../scripts/suite/storage/erc1967-slots";

/** Reads the address in a slot of the account. */
export async function addressIn({ provider, address }: AccountOnChain, slot: string): Promise<string> {
  return getAddress(toBeHex(BigInt(await provider.getStorage(address, slot)), 20));
}
