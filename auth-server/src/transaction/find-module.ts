import { erc7579AccountAbi } from "@zksync-sso/sdk/abi";
import type { Address, Chain, Client, Transport } from "viem";
import { readContract } from "viem/actions";
import type { AskedCall } from "./asked-transaction.ts";

/** Finds the first call of one of the account's own modules, the suite's or another: such a contract may act for the account. */
export async function findModule(
  node: Client<Transport, Chain>,
  account: Address,
  calls: readonly AskedCall[],
): Promise<Address | undefined> {
  const targets = [...new Set(calls.map(({ to }) => to))];
  const are = await Promise.all(
    targets.map((target) =>
      readContract(node, {
        address: account,
        abi: erc7579AccountAbi,
        functionName: "isModule",
        args: [target],
      }),
    ),
  );
  return targets.find((_, i) => are[i]);
}
