import { expect } from "chai";
import { listGuardians } from "@zksync-sso/sdk/client";
import { addressInGroups } from "../../auth-server/src/words/address.js";
import { inBrowser } from "../browser/in-browser.js";
import type { PersonOptions } from "../browser/person.js";
import { sharedAuthStage, type AuthStage } from "./auth-stage.js";
import { checkScreen } from "./check-screen.js";
import { OwnPage } from "./own-page.js";
import { pressWhenArmed } from "./popup-page.js";

const LOOK: PersonOptions = { size: "phone", colorScheme: "light", reducedMotion: true };

describe("A guardian with an account", () => {
  let stage: AuthStage;

  before(async () => {
    stage = await sharedAuthStage();
  });

  it(
    "agrees on their own page, and is one no longer when the account removes them",
    inBrowser(async (person) => {
      const { chain, sites } = stage;
      const other = await person.secondDevice();
      const own = await OwnPage.create(person, sites.authServer.url);
      const friend = await OwnPage.create(other, sites.authServer.url);
      const asked = await own.propose(friend.address);
      await checkScreen(person, own.page, "guardian-asked", LOOK);
      await asked.getByRole("button", { name: "Done" }).click();
      await own.page.getByText("Has not agreed yet").waitFor();
      await own.page.getByText("Copy the link for them").waitFor();
      await checkScreen(person, own.page, "guardians", LOOK);
      await friend.page.reload();
      await friend.page.getByRole("button", { name: `Answer ${addressInGroups(own.address)}` }).click();
      await pressWhenArmed(friend.page, "Agree with your passkey");
      await friend.page.getByText("You are their guardian", { exact: true }).waitFor();

      const ofAccount = async (): Promise<boolean[]> => {
        const args = { account: own.address, origin: sites.authServer.url, contracts: chain.contracts };
        return (await listGuardians(chain.publicClient, args)).map(({ isReady }) => isReady);
      };
      expect(await ofAccount()).to.deep.equal([true]);
      await own.page.reload();
      await own.page.getByText("Can add a new passkey for you", { exact: true }).waitFor();
      await own.page
        .getByRole("button", { name: `Remove the guardian ${addressInGroups(friend.address)}` })
        .click();
      await pressWhenArmed(own.page, "Remove with your passkey");
      await own.page.getByText("Nobody yet. A guardian is somebody you trust").waitFor();
      expect(await ofAccount()).to.deep.equal([]);
      await friend.page.reload();
      await friend.page.getByText("Nobody yet. A guardian is somebody you trust").waitFor();
      expect(await friend.page.getByText("Whom you guard").count()).to.equal(0);
    }, LOOK),
  );
});
