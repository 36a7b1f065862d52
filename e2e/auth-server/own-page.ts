import type { Locator, Page } from "playwright-core";
import type { Address } from "viem";
import type { Person } from "../browser/person.js";
import { pressWhenArmed } from "./popup-page.js";

/** A person's own page, with an account. */
export class OwnPage {
  readonly page: Page;
  readonly address: Address;

  private constructor(page: Page, address: Address) {
    this.page = page;
    this.address = address;
  }

  /** Has somebody new create an account. */
  static async create(person: Person, url: string): Promise<OwnPage> {
    const page = await person.openTab(url);
    await page.getByRole("button", { name: "Create account" }).click();
    return OwnPage.of(page);
  }

  /** Wraps a page that shows an account, or is about to. */
  static async of(page: Page): Promise<OwnPage> {
    await page.getByRole("heading", { name: "Your account", exact: true }).waitFor();
    await page.getByText("This device", { exact: true }).waitFor();
    const shown = await page.locator(".own .mono").textContent();
    return new OwnPage(page, (shown ?? "").replace(/\s/g, "") as Address);
  }

  /** Asks somebody to be the account's guardian, up to where the link for them is shown. */
  async propose(guardian: Address): Promise<Locator> {
    const { page } = this;
    await page.getByRole("button", { name: "Choose a guardian" }).click();
    await page.getByLabel("Their address").fill(guardian);
    await page.getByRole("button", { name: "Review" }).click();
    await pressWhenArmed(page, "Ask with your passkey");
    const dialog = page.getByRole("dialog", { name: "Now send them this link." });
    await dialog.waitFor();
    return dialog;
  }

  /** Asks somebody to be the account's guardian, and returns the link for them. */
  async askGuardian(guardian: Address): Promise<string> {
    const dialog = await this.propose(guardian);
    const link = await dialog.locator(".message").textContent();
    await dialog.getByRole("button", { name: "Done" }).click();
    return link ?? "";
  }
}
