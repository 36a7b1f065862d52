import { expect } from "chai";
import type { Page } from "playwright-core";
import { accessibilityProblems } from "../browser/accessibility.js";
import type { Person, PersonOptions } from "../browser/person.js";

/** Checks that a screen can be used by everybody and fits into its window, and takes a picture of it. */
export async function checkScreen(
  person: Person,
  page: Page,
  screen: string,
  { size, colorScheme }: PersonOptions,
): Promise<void> {
  await person.screenshot(page, `auth-server/${screen}-${size}-${colorScheme}`);
  expect(await accessibilityProblems(page), screen).to.deep.equal([]);
  const isWide = await page.evaluate(
    () => document.documentElement.scrollWidth > document.documentElement.clientWidth,
  );
  expect(isWide, `${screen} is wider than its window`).to.equal(false);
}
