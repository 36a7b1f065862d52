import type { Address, Chain, Client, Hash, Transport } from "viem";
import { readContract } from "viem/actions";
import { aaFactoryAbi } from "../abi/generated.js";
import { accountAddressOf } from "../deployment/account-address.js";
import { accountIdOf } from "../deployment/unique-id.js";

/** An account that there is, or will be. */
export interface PredictAccountAddressArgs {
  accountFactory: Address;
  /** See `uniqueIdOfText`, `uniqueIdOfModularAccount` and `uniqueIdOfOwner`. */
  uniqueId: Hash;
  /** Who deploys it. */
  deployer: Address;
}

/**
 * Computes the address that an account of a unique id has, or will have, when this key deploys it. The node is asked only what
 * the factory makes accounts of: if it lies, nobody has the address that comes of it, and nobody can get it.
 */
export async function predictAccountAddress(
  client: Client<Transport, Chain>,
  { accountFactory, uniqueId, deployer }: PredictAccountAddressArgs,
): Promise<Address> {
  const factory = { address: accountFactory, abi: aaFactoryAbi } as const;
  const [bytecodeHash, input] = await Promise.all([
    readContract(client, { ...factory, functionName: "beaconProxyBytecodeHash" }),
    readContract(client, { ...factory, functionName: "getEncodedBeacon" }),
  ]);
  return accountAddressOf({ accountFactory, bytecodeHash, input }, accountIdOf(uniqueId, deployer));
}
