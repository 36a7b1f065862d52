import { zeroAddress, type Account, type Address, type Chain, type Client, type Transport } from "viem";
import { readContract } from "viem/actions";
import { aaFactoryAbi } from "../../abi/generated.js";
import { accountIdOf } from "../../deployment/unique-id.js";
import { OwnerAccountNotFoundError } from "../../errors/owner-errors.js";
import { requireOptions } from "../../errors/require-options.js";
import { uniqueIdOfOwner } from "./unique-id-of-owner.js";

/** An owner, whose account is looked for. */
export type FetchAccountArgs = {
  /** The one it was deployed with. */
  prefix?: string;
  owner: Address;
  contracts: {
    accountFactory: Address;
    session: Address;
  };
};

/** An owner's account. */
export type FetchAccountReturnType = {
  address: Address;
  owner: Address;
};

/**
 * Finds the account of an owner that was deployed with this client's key.
 *
 * @throws OwnerAccountNotFoundError if there is none
 */
export async function fetchAccount(
  client: Client<Transport, Chain, Account>,
  args: FetchAccountArgs,
): Promise<FetchAccountReturnType> {
  requireOptions("fetchAccount", args, ["owner", "contracts.accountFactory"]);
  const { prefix, owner, contracts } = args;
  const deployer = client.account.address;
  const address = await readContract(client, {
    address: contracts.accountFactory,
    abi: aaFactoryAbi,
    functionName: "accountMappings",
    args: [accountIdOf(uniqueIdOfOwner(owner, prefix), deployer)],
  });
  if (address === zeroAddress) throw new OwnerAccountNotFoundError(owner, deployer);
  return { address, owner };
}
