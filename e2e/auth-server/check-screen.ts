import { expect } from "chai";
import type { Page } from "playwright-core";
import { accessibilityProblems, contrastProblems } from "../browser/accessibility.js";
import type { PersonOptions } from "../browser/person.js";
import { SIZES } from "../browser/sizes.js";

/** Checks that a screen is accessible and fits into its window. `npm run screenshots` takes the pictures. */
export async function checkScreen(page: Page, screen: string): Promise<void> {
  expect(await accessibilityProblems(page), screen).to.deep.equal([]);
  await checkFit(page, screen);
}

/**
 * Checks a screen in light mode, and its colours and fit in dark mode and on a phone, where only these may
 * differ.
 */
export async function checkScreenInAllLooks(page: Page, screen: string, look: PersonOptions): Promise<void> {
  await checkScreen(page, screen);
  const size = page.viewportSize();
  await page.emulateMedia({ colorScheme: "dark" });
  await page.setViewportSize(SIZES.phone);
  expect(await contrastProblems(page), `${screen} in the dark`).to.deep.equal([]);
  await checkFit(page, `${screen} on a phone`);
  await page.emulateMedia({ colorScheme: look.colorScheme ?? "light" });
  if (size) await page.setViewportSize(size);
}

async function checkFit(page: Page, screen: string): Promise<void> {
  const isWide = await page.evaluate(
    () => document.documentElement.scrollWidth > document.documentElement.clientWidth,
  );
  expect(isWide, `${screen} is wider than its window`).to.equal(false);
}
