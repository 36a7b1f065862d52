import { ExamplePage } from "../example-page.js";
import { signUp } from "../popup-page.js";
import type { ScreenWalk } from "./screen-walk.js";

/**
 * Somebody uses the example, and then looks at their account: an app that may act for them, and money to
 * send.
 */
export const USED_ACCOUNT: ScreenWalk = {
  name: "The screens of the example and of an account in use",
  sizes: ["phone", "desktop"],
  walk: async (person, stage, show) => {
    const app = await ExamplePage.open(person, stage.sites.example.url);
    await app.button("Connect").waitFor();
    await show(app.page, "example");
    await signUp(await app.opens("Connect"));
    await app.fill();
    await app.press("Tip 0.001 ETH", "Tipped 0.001 ETH.");
    await app.press("Mint 1 TEST", "Minted 1 TEST.");
    await app.left("Mints", "4 of 5");
    await show(app.page, "example-connected");

    const page = await person.openTab(stage.sites.authServer.url);
    const { host } = new URL(stage.sites.example.url);
    const apps = page.getByRole("region", { name: "Apps that may act for you" });
    await apps.getByText(host, { exact: true }).waitFor();
    await page.getByText("The newest release").waitFor();
    await page.getByRole("region", { name: "What happened" }).getByRole("listitem").first().waitFor();
    await show(page, "account-in-use");
    await page.getByRole("button", { name: `End what ${host} may do` }).click();
    await page.getByRole("button", { name: "End it with your passkey" }).waitFor();
    await show(page, "end-app");
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: "Send" }).click();
    await page.getByLabel("To (an address)").fill("0x45e6dc995113fd3d1a3b1964493105b9aa9a9a42");
    await page.getByLabel(/^How much/).fill("0.01");
    await show(page, "send");
    await page.getByRole("button", { name: "Review" }).click();
    await page.getByRole("button", { name: "Send with your passkey" }).waitFor();
    await show(page, "send-review");
  },
};
