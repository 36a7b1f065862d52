import { ownerSends } from "./owner-sends";
import { recover } from "./recover";
import { openSession } from "./session";
import { sessionLimits } from "./session-limits";
import { signUp } from "./sign-up";
import { spendInSession } from "./spend-in-session";
import { sponsoredTransaction } from "./sponsored-transaction";
import type { Stage } from "./stage";

/**
 * Walks through one person's sign-on, from the passkey to a sponsored session transaction, and a newcomer's
 * lost passkey. Throws at the first step that fails.
 */
export async function walk(stage: Stage): Promise<void> {
  const { printer } = stage;
  printer.title("1  Sign up with a passkey");
  const person = await signUp(stage);
  printer.title("2  Send with the passkey");
  await ownerSends(stage, person);
  printer.title("3  Open a session and spend in it");
  const session = await openSession(stage, person);
  await spendInSession(stage, person, session);
  printer.title("4  Try to leave the session");
  await sessionLimits(stage, person, session);
  printer.title("5  Let a paymaster pay");
  await sponsoredTransaction(stage, person);
  printer.title("6  Sign up without ETH");
  await recover(stage);
}
