import { guardianRecoveryModuleAbi } from "@zksync-sso/sdk/abi";
import { hashOfOrigin } from "@zksync-sso/sdk/client";
import { TransactionRevertedError } from "@zksync-sso/sdk/errors";
import { encodeFunctionData, type Address, type Hash } from "viem";
import { waitForTransactionReceipt } from "viem/actions";
import { act } from "../account/act.ts";
import type { Desk } from "../desk/desk.ts";

/**
 * Releases a guardian of an account, or takes back the question.
 *
 * @param page - the hash of the origin of the page that they are a guardian on; this one if not given
 */
export async function releaseGuardian(
  { chain, account }: Desk,
  guardian: Address,
  say: (what: string) => void,
  page: Hash = hashOfOrigin(window.location.origin),
): Promise<void> {
  const { recovery: to } = chain.contracts;
  const args = [page, guardian] as const;
  const data = encodeFunctionData({ abi: guardianRecoveryModuleAbi, functionName: "removeGuardian", args });
  const signature = "removeGuardian(bytes32,address)";
  await act({ chain, account, to, signature }, say, async (client, { paymaster, onTransactionSent }) => {
    const hash = await client.sendTransaction({
      to,
      data,
      ...(paymaster && { paymaster: paymaster.address }),
    });
    onTransactionSent();
    const { status } = await waitForTransactionReceipt(client, { hash });
    if (status !== "success") throw new TransactionRevertedError(hash);
  });
}
