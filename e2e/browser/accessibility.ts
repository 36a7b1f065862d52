import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "playwright-core";

const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/**
 * Lists a page's accessibility problems that axe finds (WCAG 2.2, levels A and AA): the rule, and the place.
 */
export function accessibilityProblems(page: Page): Promise<string[]> {
  return problemsOf(axe(page).withTags(TAGS));
}

/** Lists where a page's text has too little contrast. */
export function contrastProblems(page: Page): Promise<string[]> {
  return problemsOf(axe(page).withRules("color-contrast"));
}

/**
 * By default it opens a page of its own, which the harness would count as the person's. Passing checks need
 * not be reported: that takes longer than the checks.
 */
function axe(page: Page): AxeBuilder {
  return new AxeBuilder({ page }).setLegacyMode().options({ resultTypes: ["violations"] });
}

async function problemsOf(builder: AxeBuilder): Promise<string[]> {
  const { violations } = await builder.analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => String(target)).join(", ")}`);
}
