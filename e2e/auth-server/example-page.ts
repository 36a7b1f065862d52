import type { Locator, Page } from "playwright-core";
import type { Person } from "../browser/person.js";

/** The example app, as a person uses it. */
export class ExamplePage {
  readonly page: Page;
  readonly #person: Person;

  private constructor(page: Page, person: Person) {
    this.page = page;
    this.#person = person;
  }

  static async open(person: Person, url: string): Promise<ExamplePage> {
    return new ExamplePage(await person.openTab(url), person);
  }

  button(name: string): Locator {
    return this.page.getByRole("button", { name, exact: true });
  }

  /** Presses a button that opens the auth server's window, and returns the window. */
  opens(button: string): Promise<Page> {
    return this.#person.popupOf(this.page, () => this.button(button).click());
  }

  /** Presses a button, and waits for the page's response. */
  async press(button: string, says: string): Promise<void> {
    await this.button(button).click();
    await this.page.getByText(says, { exact: true }).waitFor();
  }

  /** Waits until the account is connected, and returns its address. */
  async account(): Promise<`0x${string}`> {
    return (await this.page.getByLabel("Your account").textContent()) as `0x${string}`;
  }

  /** Has test ETH sent to the account. */
  async fill(): Promise<void> {
    await this.button("Get 0.1 test ETH").click();
    await this.page.getByLabel("Your balance").getByText("0.1").waitFor();
  }

  /** Waits until this much is left of a limit: "0.009 ETH of 0.01 ETH". */
  async left(limit: string, text: string): Promise<void> {
    await this.page
      .locator("dd", { has: this.page.getByLabel(limit) })
      .getByText(text)
      .waitFor();
  }
}
