import { toContractError } from "@zksync-sso/sdk/errors";
import type { Page } from "playwright-core";
import { bundleScript } from "./bundle-script.js";
import type { InsistentCall } from "./pages/insist.js";

interface Answer {
  readonly result?: string;
  readonly error?: { readonly message: string; readonly data?: unknown };
}

/** A third-party script in an app's page, which uses the session's key bypassing all checks of the SDK. */
export class InsistentScript {
  readonly #page: Page;
  readonly #rpc: string;

  private constructor(page: Page, rpc: string) {
    this.#page = page;
    this.#rpc = rpc;
  }

  /** Injects the script into the page. */
  static async in(page: Page, rpc: string): Promise<InsistentScript> {
    await page.addScriptTag({ content: await bundleScript("insist") });
    return new InsistentScript(page, rpc);
  }

  /**
   * Sends a call with the session's key; returns the name of the rule by which the chain refuses it, or
   * "accepted".
   */
  async send(call: InsistentCall): Promise<string> {
    const { result, error } = await this.#page.evaluate(
      ([rpc, each]) =>
        (window as unknown as { insist(rpc: string, call: InsistentCall): Promise<Answer> }).insist(
          rpc,
          each,
        ),
      [this.#rpc, call] as const,
    );
    if (result !== undefined) return "accepted";
    return toContractError(error)?.rule ?? `not a rule of the session's: ${error?.message}`;
  }
}
