import { ownReceipt } from "@zksync-sso/sdk/client";
import { act } from "../account/act.ts";
import type { OwnCall } from "../account/own-fee.ts";
import type { Desk } from "../desk/desk.ts";

/** A call of the recovery module. */
export interface RecoveryCall extends OwnCall {
  /** Its function as Solidity has it. */
  readonly signature: string;
}

/**
 * Has an account call the recovery module, for whichever page: the SDK's actions take a page by its origin, and of another one only
 * the hash of that is known. What is sent is the call itself of which the fee is shown.
 *
 * @throws as `ownReceipt` does, where it is not done although it was sent
 */
export async function tellRecovery(
  { chain, account }: Pick<Desk, "chain" | "account">,
  { to, data, signature }: RecoveryCall,
  say: (what: string) => void,
): Promise<void> {
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
