import type { Address, Chain, Client, Hash, Transport } from "viem";
import { readContract } from "viem/actions";
import { aaFactoryAbi } from "../abi/generated.js";

/** An account that there is, or will be. */
export interface PredictAccountAddressArgs {
  accountFactory: Address;
  /** See `uniqueIdOfText`, `uniqueIdOfModularAccount` and `uniqueIdOfOwner`. */
  uniqueId: Hash;
  /** Who deploys it. */
  deployer: Address;
}

/** Asks the factory for the address that an account of a unique id has, or will have, when this key deploys it. */
export function predictAccountAddress(
  client: Client<Transport, Chain>,
  { accountFactory, uniqueId, deployer }: PredictAccountAddressArgs,
): Promise<Address> {
  return readContract(client, {
    address: accountFactory,
    abi: aaFactoryAbi,
    functionName: "predictAccountAddress",
    args: [uniqueId, deployer],
  });
}
