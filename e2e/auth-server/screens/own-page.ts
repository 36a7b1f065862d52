import type { Page } from "playwright-core";
import type { ScreenWalk } from "./screen-walk.js";

/** The texts of a new account's page once everything has loaded. */
const READ = [
  "Nothing yet. What somebody sends you will be here.",
  "None now. An app that you let act for you will be here, with its limits.",
  "Nobody yet. A guardian is somebody you trust",
  "The newest release",
  "Added a passkey",
];

/** Somebody new creates an account on their own page, and opens everything on it. */
export const OWN_PAGE: ScreenWalk = {
  name: "The screens of a person's own page",
  sizes: ["desktop", "phone"],
  walk: async (person, stage, show) => {
    const page = await person.openTab(stage.sites.authServer.url);
    await page.getByRole("button", { name: "Create account" }).waitFor();
    await show(page, "welcome");
    await page.getByRole("button", { name: "Create account" }).click();
    await page.getByText("This device", { exact: true }).waitFor();
    for (const text of READ) await page.getByText(text).waitFor();
    await show(page, "account");
    await page.getByRole("button", { name: "Receive" }).click();
    await show(page, "receive");
    await page.getByRole("button", { name: "Close" }).click();
    await showGuardian(page, show);
    await page.getByRole("button", { name: "Log out of this device" }).click();
    await page.getByRole("button", { name: "Stay" }).waitFor();
    await show(page, "log-out");
  },
};

async function showGuardian(page: Page, show: Parameters<ScreenWalk["walk"]>[2]): Promise<void> {
  await page.getByRole("button", { name: "Choose a guardian" }).click();
  await page.getByLabel("Their address").fill("0x12");
  await page.getByRole("button", { name: "Review" }).click();
  await page.getByText("An address is 0x and 40 digits").waitFor();
  await show(page, "guardian");
  await page.getByRole("button", { name: "Cancel" }).click();
}
