import { parseUnits } from "ethers";
import { utils } from "zksync-ethers";
import { sendAs } from "../../test/helpers/accounts/send-as";
import { holds, isRefused } from "./hold";
import type { Person } from "./person";
import { FEE_LIMIT, openSession } from "./session";
import type { Stage } from "./stage";

const AMOUNT = parseUnits("10", 18);

/**
 * Runs step 5: the paymaster pays for a session transaction; neither the account nor the session's fee limit
 * does.
 */
export async function sponsoredTransaction(stage: Stage, person: Person): Promise<void> {
  const { suite, token, paymaster, printer } = stage;
  const { account } = person;
  const session = await openSession(stage, person);
  const [sponsor, target] = [await paymaster.getAddress(), await token.getAddress()];
  const { selector } = token.interface.getFunction("transfer");
  const pay = () =>
    sendAs(account, session.signer, {
      to: target,
      data: token.interface.encodeFunctionData("transfer", [session.shop, AMOUNT]),
      paymasterParams: utils.getPaymasterParams(sponsor, { type: "General", innerInput: "0x" }),
    });
  await isRefused(stage, "a payment that the paymaster does not sponsor", pay(), /^CallNotSponsored/);
  await (await paymaster.setSponsored([{ target, selector }], true)).wait();
  printer.note("the paymaster's owner adds payments in this token to what it sponsors");

  const before = await account.provider.getBalance(account.address);
  const sponsorBefore = await account.provider.getBalance(sponsor);
  const receipt = await pay();
  printer.done("session key pays 10 tokens to the shop, the paymaster pays the fee", receipt);

  const fee = receipt.gasUsed * receipt.gasPrice;
  holds("the account's balance", await account.provider.getBalance(account.address), before);
  holds("the paymaster's balance", await account.provider.getBalance(sponsor), sponsorBefore - fee);
  const state = await suite.sessionModule.sessionState(account.address, session.spec);
  holds("the session's fee limit", state.feesRemaining, FEE_LIMIT);
}
