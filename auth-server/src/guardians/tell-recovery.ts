import { ownReceipt } from "@zksync-sso/sdk/client";
import type { Hex } from "viem";
import { act } from "../account/act.ts";
import type { Desk } from "../desk/desk.ts";

/** A call of the recovery module. */
interface RecoveryCall {
  readonly data: Hex;
  /** Its function as Solidity has it. */
  readonly signature: string;
}

/**
 * Has an account call the recovery module, for whichever page: the SDK's actions take a page by its origin, and of another one only
 * the hash of that is known.
 *
 * @throws as `ownReceipt` does, where it is not done although it was sent
 */
export async function tellRecovery(
  { chain, account }: Desk,
  { data, signature }: RecoveryCall,
  say: (what: string) => void,
): Promise<void> {
  const { recovery: to } = chain.contracts;
  await act({ chain, account, to, signature }, say, async (client, { paymaster, onTransactionSent }) => {
    const hash = await client.sendTransaction({
      to,
      data,
      ...(paymaster && { paymaster: paymaster.address }),
    });
    onTransactionSent();
    await ownReceipt(client, hash);
  });
}
