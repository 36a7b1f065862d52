import { erc7579AccountAbi } from "@zksync-sso/sdk/abi";
import { getAddress, zeroAddress, type Address, type Chain, type Client, type Transport } from "viem";
import { readContract } from "viem/actions";
import type { AskedCall } from "./asked-transaction.ts";

/**
 * Finds the first call of one of the account's own modules, the suite's or another: such a contract may act for the account. The
 * account is asked once for all calls: with a request for each, an app could have a node refuse some of them.
 *
 * @throws if it cannot be read: whoever asks must not take that for none
 */
export async function findModule(
  node: Client<Transport, Chain>,
  account: Address,
  calls: readonly AskedCall[],
): Promise<Address | undefined> {
  const found = await readContract(node, {
    address: account,
    abi: erc7579AccountAbi,
    functionName: "firstModuleOf",
    args: [[...new Set(calls.map(({ to }) => getAddress(to)))]],
  });
  return found === zeroAddress ? undefined : found;
}
