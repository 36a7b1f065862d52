import { parseEther } from "ethers";
import { utils } from "zksync-ethers";
import { sendAs } from "../../test/helpers/send-as";
import { formatEth } from "../start/amounts";
import { holds } from "./hold";
import type { Person } from "./person";
import { FEE_LIMIT, openSession } from "./session";
import type { Stage } from "./stage";

const AMOUNT = parseEther("0.01");

/** Step 5: a general paymaster pays for a session transaction; neither the account nor the fee limit does. */
export async function sponsoredTransaction(stage: Stage, person: Person): Promise<void> {
  const { suite, paymaster, printer } = stage;
  const { account } = person;
  const session = await openSession(stage, person);
  const before = await account.provider.getBalance(account.address);
  const sponsorBefore = await account.provider.getBalance(paymaster);

  const receipt = await sendAs(account, session.signer, {
    to: session.friend,
    value: AMOUNT,
    paymasterParams: utils.getPaymasterParams(paymaster, { type: "General", innerInput: "0x" }),
  });
  printer.done(`session key sends ${formatEth(AMOUNT)}, the paymaster pays the fee`, receipt);

  const fee = receipt.gasUsed * receipt.gasPrice;
  holds("the account's balance", await account.provider.getBalance(account.address), before - AMOUNT);
  holds("the paymaster's balance", await account.provider.getBalance(paymaster), sponsorBefore - fee);
  const state = await suite.sessionModule.sessionState(account.address, session.spec);
  holds("the session's fee limit", state.feesRemaining, FEE_LIMIT);
}
