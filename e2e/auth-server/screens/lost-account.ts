import type { Person, PersonOptions } from "../../browser/person.js";
import type { AuthStage } from "../auth-stage.js";
import { bookmark, pass } from "../chain-time.js";
import { LostPage } from "../lost-page.js";
import { OwnPage } from "../own-page.js";
import { pressWhenArmed } from "../popup-page.js";
import type { ScreenWalk, ShowScreen } from "./screen-walk.js";

const DAY = 86_400;

/** Somebody chooses a guardian, who agrees, loses their passkey, and gets back in a day later. */
export const LOST_ACCOUNT: ScreenWalk = {
  name: "The screens of guardians and of recovery",
  sizes: ["phone", "desktop"],
  isTestedElsewhere: true,
  walk: async (person, stage, show, look) => {
    const goBack = await bookmark(stage.chain);
    try {
      await loseAndRecover(person, stage, show, look);
    } finally {
      await goBack();
    }
  },
};

async function loseAndRecover(
  person: Person,
  stage: AuthStage,
  show: ShowScreen,
  look: PersonOptions,
): Promise<void> {
  const { url } = stage.sites.authServer;
  // Nobody has a passkey yet: each person's stays off the others' devices.
  const [guardian, elsewhere] = [await person.secondDevice(look), await person.secondDevice(look)];
  const own = await OwnPage.create(person, url);
  const friend = await OwnPage.create(guardian, url);
  const dialog = await own.propose(friend.address);
  await show(own.page, "guardian-link");
  const agreeing = await guardian.openTab((await dialog.locator(".message").textContent()) ?? "");
  await agreeing.getByRole("button", { name: "Agree with your passkey" }).waitFor();
  await show(agreeing, "guard-agree");
  await pressWhenArmed(agreeing, "Agree with your passkey");
  await agreeing.getByText("You are their guardian now.").waitFor();

  const lost = await LostPage.open(elsewhere, url);
  await show(lost.page, "recover-find");
  await lost.find(friend.address);
  await lost.page.getByText("Is this yours?").waitFor();
  await show(lost.page, "recover-found");
  await lost.makePasskey(own.address);
  await lost.page.getByText("Waiting for your guardian…").waitFor();
  await show(lost.page, "recover-waiting");
  const guard = await guardian.openTab(await lost.link());
  await guard.getByLabel("I have heard their voice, and their digits are the same.").check();
  await show(guard, "guard-begin");
  await pressWhenArmed(guard, "Let them in with your passkey");
  await guard.getByText("They are on their way in.").waitFor();
  await show(guard, "guard-begun");
  await lost.heading("Your guardian has begun.").waitFor();
  await show(lost.page, "recover-begun");
  await own.page.reload();
  await own.page.getByText("A guardian is adding a new passkey to your account.").waitFor();
  await own.page.getByText("The newest release").waitFor();
  await show(own.page, "account-in-recovery");

  await pass(stage.chain, DAY);
  await lost.heading("You can get in now.").waitFor();
  await show(lost.page, "recover-open");
  await lost.page.getByRole("button", { name: "Get back in" }).click();
  await lost.heading("You are back in.").waitFor();
  await show(lost.page, "recover-done");
}
