import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "playwright-core";

/** Lists what a page has against it that axe finds (WCAG 2.2, levels A and AA): the rule, and where. */
export async function accessibilityProblems(page: Page): Promise<string[]> {
  const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
  // Its usual way opens a page of its own, which the harness would count as one of the person's.
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().withTags(tags).analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => String(target)).join(", ")}`);
}
