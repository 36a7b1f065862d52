import type { Page } from "playwright-core";
import type { Person } from "../browser/person.js";
import type { Outcome } from "./pages/outcome.js";

/** A page of these tests, as a person uses it: its buttons, and its output. */
export class AppPage {
  readonly page: Page;

  private constructor(page: Page) {
    this.page = page;
  }

  static async open(person: Person, url: string): Promise<AppPage> {
    return new AppPage(await person.openTab(url));
  }

  async press(button: string): Promise<void> {
    await this.page.getByRole("button", { name: button, exact: true }).click();
  }

  /** Waits for the last action to end. */
  async outcome(): Promise<Outcome> {
    const text = await this.page.locator("output:not(:empty)").textContent();
    return JSON.parse(text ?? "") as Outcome;
  }

  /** Presses a button, and waits for the outcome. */
  async use(button: string): Promise<Outcome> {
    await this.press(button);
    return this.outcome();
  }

  /** Presses a button, and waits for a result. Throws an Error with the page's output otherwise. */
  async get<result>(button: string): Promise<result> {
    const outcome = await this.use(button);
    if ("error" in outcome) throw new Error(`${button}: ${outcome.error.message}`);
    return outcome.result as result;
  }

  /** Presses a button, and waits for an error's name and code. */
  async fail(button: string): Promise<{ name: string; code?: number }> {
    await this.press(button);
    return this.failure();
  }

  /** Waits for the name and code of the error that ends the last action. */
  async failure(): Promise<{ name: string; code?: number }> {
    const outcome = await this.outcome();
    if ("result" in outcome) throw new Error(`no error, but ${JSON.stringify(outcome.result)}`);
    const { name, code } = outcome.error;
    return { name, code };
  }

  /** Waits until the page shows an account: this one, or any; or none, if it is null. */
  async showsAccount(account?: string | null): Promise<void> {
    await this.page.waitForFunction((expected) => {
      const shown = document.querySelector("#account")?.textContent ?? "";
      return expected === undefined ? shown !== "" : shown === (expected ?? "");
    }, account);
  }
}
