import { parseEther, parseUnits } from "ethers";
import { sendAs } from "../../test/helpers/accounts/send-as";
import { formatEth } from "../start/amounts";
import { holds } from "./hold";
import type { Person } from "./person";
import { TOKEN_LIMIT, TRANSFER_LIMIT, type OpenSession } from "./session";
import type { Stage } from "./stage";

const ETH_SPENT = parseEther("0.04");
const TOKENS_SPENT = parseUnits("30", 18);

/** Runs step 3: the session key spends within its limits, and nobody asks the owner. */
export async function spendInSession(stage: Stage, { account }: Person, session: OpenSession): Promise<void> {
  const { token, suite, printer } = stage;
  const transfer = await sendAs(account, session.signer, { to: session.friend, value: ETH_SPENT });
  printer.done(`session key sends ${formatEth(ETH_SPENT)} to the friend`, transfer);
  holds("the friend's balance", await account.provider.getBalance(session.friend), ETH_SPENT);

  const data = token.interface.encodeFunctionData("transfer", [session.shop, TOKENS_SPENT]);
  const call = await sendAs(account, session.signer, { to: await token.getAddress(), data });
  printer.done("session key pays 30 tokens to the shop", call);
  holds("the shop's tokens", await token.balanceOf(session.shop), TOKENS_SPENT);

  const state = await suite.sessionModule.sessionState(account.address, session.spec);
  holds("ETH left in the session", state.transferValue[0]!.remaining, TRANSFER_LIMIT - ETH_SPENT);
  holds("tokens left in the session", state.callParams[0]!.remaining, TOKEN_LIMIT - TOKENS_SPENT);
  printer.note(`left in the session: ${formatEth(TRANSFER_LIMIT - ETH_SPENT)}, 70 tokens`);
}
