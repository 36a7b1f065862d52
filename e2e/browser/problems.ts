import type { BrowserContext, Page } from "playwright-core";

/**
 * Problems that pages report while a person uses them: console errors, uncaught errors, violations of a
 * content security policy. A test must declare those it expects.
 */
export class Problems {
  readonly #found: string[] = [];
  readonly #expected: RegExp[] = [];

  /** Listens to all pages of a context, from the first on. */
  static async of(context: BrowserContext): Promise<Problems> {
    const problems = new Problems();
    context.on("console", (message) => {
      if (message.type() === "error") problems.add(`console: ${message.text()}`, message.page());
    });
    context.on("weberror", (error) => problems.add(`uncaught: ${describe(error.error())}`, error.page()));
    // Chromium says nothing of report-only policies.
    await context.addInitScript(() => {
      document.addEventListener(
        "securitypolicyviolation",
        ({ violatedDirective, blockedURI, disposition }) => {
          console.error(
            `Content Security Policy (${disposition}): ${violatedDirective} against ${blockedURI}`,
          );
        },
      );
    });
    return problems;
  }

  /** Declares that a problem will happen before the test ends, at least once. */
  expect(pattern: RegExp): void {
    this.#expected.push(pattern);
  }

  /** Records a problem. */
  add(text: string, page: Page | null): void {
    this.#found.push(`${text} (${page?.url() ?? "no page"})`);
  }

  /** Lists unexpected problems, and expected ones that did not happen. */
  list(): string[] {
    const unexpected = this.#found.filter((text) => !this.#expected.some((pattern) => pattern.test(text)));
    const missing = this.#expected.filter((pattern) => !this.#found.some((text) => pattern.test(text)));
    return [...unexpected, ...missing.map((pattern) => `expected, but did not happen: ${pattern}`)];
  }
}

function describe(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
