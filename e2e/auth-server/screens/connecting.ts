import { listSessions } from "@zksync-sso/sdk/client";
import { HostileOpener, serveHostilePages } from "../../hostile/hostile-page.js";
import type { Person } from "../../browser/person.js";
import type { AuthStage } from "../auth-stage.js";
import { ExamplePage } from "../example-page.js";
import { signUp } from "../popup-page.js";
import type { ScreenWalk, ShowScreen } from "./screen-walk.js";

/** Somebody new connects to the example, lowers limits, and does what the session does not allow. */
export const CONNECTING: ScreenWalk = {
  name: "The popup's screens for connecting",
  sizes: ["popup", "phone"],
  walk: async (person, stage, show) => {
    const app = await ExamplePage.open(person, stage.sites.example.url);
    const popup = await app.opens("Connect");
    await popup.getByRole("button", { name: "Create account" }).waitFor();
    await show(popup, "sign-up");
    await popup.getByRole("button", { name: "Create account" }).click();
    await popup.getByText("If this key leaks, you can lose at most").waitFor();
    await show(popup, "approve");
    await popup.getByRole("button", { name: "Lower the limits" }).click();
    await popup.getByRole("button", { name: "Use these limits" }).waitFor();
    await show(popup, "lower-limits");
    await popup.close({ runBeforeUnload: true });
    await app.page.getByRole("alert").waitFor();

    await signUp(await app.opens("Connect"));
    await app.fill();
    const confirm = await app.opens("Tip 0.006 ETH, more than approved at once");
    await confirm.getByRole("button", { name: "Do it with your passkey" }).waitFor();
    await show(confirm, "transaction");
    await confirm.close({ runBeforeUnload: true });
    await showEnd(person, stage, show, await app.account());
  },
};

/** Another app asks to end the session. */
async function showEnd(
  person: Person,
  { chain, sites }: AuthStage,
  show: ShowScreen,
  account: `0x${string}`,
): Promise<void> {
  const [session] = await listSessions(chain.publicClient, { account, contracts: chain.contracts });
  const site = await serveHostilePages();
  try {
    const opener = await HostileOpener.open(person, site, `${sites.authServer.url}/confirm`);
    await opener.ask("wallet_disconnect", [{ revoke: true, sessionHash: session?.sessionHash }]);
    await opener.popup.getByRole("button", { name: "End it with your passkey" }).waitFor();
    await show(opener.popup, "revoke");
  } finally {
    await site.stop();
  }
}
