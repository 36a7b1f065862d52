import type { Locator, Page } from "playwright-core";
import type { Address } from "viem";
import { addressInGroups } from "../../auth-server/src/words/address.js";
import type { Person } from "../browser/person.js";
import { pressWhenArmed } from "./popup-page.js";

/** The page for somebody who has lost their keys. */
export class LostPage {
  readonly page: Page;

  private constructor(page: Page) {
    this.page = page;
  }

  /** Opens it as they find it: from the first screen of their own page. */
  static async open(person: Person, url: string): Promise<LostPage> {
    const page = await person.openTab(url);
    await page.getByRole("link", { name: "I lost my passkey" }).click();
    await page.getByRole("heading", { name: "A guardian can let you back in." }).waitFor();
    return new LostPage(page);
  }

  heading(name: string): Locator {
    return this.page.getByRole("heading", { name });
  }

  /** Looks for accounts by an address. */
  async find(address: Address): Promise<void> {
    await this.page.getByLabel("Your account’s address, or your guardian’s").fill(address);
    await this.page.getByRole("button", { name: "Find my account" }).click();
  }

  /** Picks their account, and makes a passkey for it. */
  async makePasskey(account: Address): Promise<void> {
    await this.page.getByRole("button", { name: `This is mine ${addressInGroups(account)}` }).click();
    await pressWhenArmed(this.page, "Make a new passkey");
    await this.heading("Send this link to your guardian.").waitFor();
  }

  /** Returns the link for the guardian. */
  async link(): Promise<string> {
    return (await this.page.getByRole("region", { name: "The link" }).textContent()) ?? "";
  }

  /** Returns the digits that are read to the guardian. */
  async digits(): Promise<string> {
    return (await this.page.locator(".digits").textContent()) ?? "";
  }
}
