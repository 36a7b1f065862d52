import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import type * as axe from "axe-core";
import type { Page } from "playwright-core";

const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/**
 * Lists a page's accessibility problems that axe finds (WCAG 2.2, levels A and AA): the rule, and the place.
 */
export function accessibilityProblems(page: Page): Promise<string[]> {
  return problems(page, { runOnly: TAGS });
}

/** Lists where a page's text has too little contrast. */
export function contrastProblems(page: Page): Promise<string[]> {
  return problems(page, { runOnly: ["color-contrast"] });
}

/** Passing checks are not reported: that takes longer than the checks. */
async function problems(page: Page, options: axe.RunOptions): Promise<string[]> {
  await loadAxe(page);
  return page.evaluate(
    async (run) => {
      const { violations } = await window.axe.run(document, run);
      return violations.map(
        ({ id, nodes }) => `${id}: ${nodes.map(({ target }) => String(target)).join(", ")}`,
      );
    },
    { ...options, resultTypes: ["violations" as const] },
  );
}

let source: Promise<string> | undefined;

/** Loads axe into a document, once: it is half a megabyte. */
async function loadAxe(page: Page): Promise<void> {
  if (await page.evaluate(() => "axe" in window)) return;
  source ??= readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
  await page.evaluate(await source);
}

declare global {
  interface Window {
    readonly axe: typeof axe;
  }
}
