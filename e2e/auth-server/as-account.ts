import { createWalletClient, type Address, type Hex } from "viem";
import type { LocalChain } from "../../sdk/test/helpers/local-chain.js";

/** Has an account do something without its key, which only a test node allows. */
export async function asAccount(
  { testClient, publicClient, chain, transport }: LocalChain,
  account: Address,
  call: { readonly to: Address; readonly data: Hex },
): Promise<void> {
  await testClient.impersonateAccount({ address: account });
  const client = createWalletClient({ account, chain, transport: transport() });
  const hash = await client.sendTransaction(call);
  await testClient.stopImpersonatingAccount({ address: account });
  const { status } = await publicClient.waitForTransactionReceipt({ hash });
  if (status !== "success") throw new Error(`what the account ${account} did failed`);
}
