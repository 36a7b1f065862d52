import type { BrowserContext, Page } from "playwright-core";

/** Makes every page of a context note when the first button that decides something appears. */
export async function noteFirstDecisions(context: BrowserContext): Promise<void> {
  await context.addInitScript(() => {
    const observer = new MutationObserver(() => {
      if (!document.querySelector("button.main[aria-disabled]")) return;
      performance.mark("first-decision");
      observer.disconnect();
    });
    observer.observe(document, { childList: true, subtree: true });
  });
}

/** Returns the milliseconds from the start of a page's navigation until its first decision appeared. */
export async function msToDecision(page: Page): Promise<number> {
  const handle = await page.waitForFunction(
    () => performance.getEntriesByName("first-decision")[0]?.startTime,
  );
  return Math.round(Number(await handle.jsonValue()));
}

/** Lists the scripts that a page had requested when its first decision appeared. */
export async function scriptsUntilDecision(page: Page): Promise<string[]> {
  const until = await msToDecision(page);
  return page.evaluate(
    (ms) =>
      performance
        .getEntriesByType("resource")
        .filter(({ name, startTime }) => startTime <= ms && new URL(name).pathname.endsWith(".js"))
        .map(({ name }) => name),
    until,
  );
}
