import { mkdtemp, readdir, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import type { Page } from "playwright-core";
import { mochaGlobalSetup as compileContracts } from "../sdk/test/compiled-contracts.js";
import { AuthStage } from "./auth-server/auth-stage.js";
import type { ScreenWalk } from "./auth-server/screens/screen-walk.js";
import { SCREEN_WALKS } from "./auth-server/screens/screen-walks.js";
import { compactPicture } from "./browser/compact-picture.js";
import type { PersonOptions } from "./browser/person.js";
import { isPicture, replacePictures } from "./browser/replace-pictures.js";
import { SIZES } from "./browser/sizes.js";
import { TestBrowser } from "./browser/test-browser.js";

const IMAGES = resolve(import.meta.dirname, "../docs/images");

/** Takes a picture of every screen, in both colour schemes, and replaces those in `docs/images/`. */
async function main(): Promise<void> {
  await compileContracts();
  const stage = await AuthStage.set();
  const browser = await TestBrowser.launch();
  // The old ones stay until all are taken.
  const taken = await mkdtemp(join(tmpdir(), "screenshots-"));
  try {
    for (const walk of SCREEN_WALKS)
      for (const size of walk.sizes.filter((each) => !isPhoneOfPopup(walk, each)))
        for (const colorScheme of ["light", "dark"] as const)
          await photograph(browser, stage, walk, { size, colorScheme }, taken);
    await replacePictures(IMAGES, taken);
  } finally {
    await rm(taken, { recursive: true });
    await browser.close();
    await stage.clear();
  }
  const names = (await readdir(IMAGES)).filter(isPicture);
  const sizes = await Promise.all(names.map(async (name) => (await stat(join(IMAGES, name))).size));
  const bytes = sizes.reduce((sum, each) => sum + each, 0);
  console.log(`${names.length} pictures in docs/images/, ${Math.ceil(bytes / 1000)} kB`);
}

/** A popup is nearly as wide as a phone, so it looks the same there. */
function isPhoneOfPopup({ sizes: [first] }: ScreenWalk, size: string): boolean {
  return first === "popup" && size === "phone";
}

async function photograph(
  browser: TestBrowser,
  stage: AuthStage,
  { walk }: ScreenWalk,
  look: PersonOptions,
  folder: string,
): Promise<void> {
  const { size = "desktop" } = look;
  const person = await browser.person(look);
  try {
    const show = async (page: Page, screen: string): Promise<void> => {
      // A window that an app opens is as high as this browser's screen allows.
      if (size === "popup") await page.setViewportSize(SIZES.popup);
      await takePicture(page, folder, `${screen}-${size}-${look.colorScheme}`);
    };
    await walk(person, stage, show, look);
  } finally {
    await person.leave();
  }
}

/**
 * Takes a picture at one pixel per CSS pixel, once the fonts are loaded: of the full page, or of the window
 * if something stays over the page.
 */
async function takePicture(page: Page, folder: string, name: string): Promise<void> {
  await page.evaluate(() => document.fonts.ready.then(() => undefined));
  const fullPage = (await page.locator("dialog[open], .held.over").count()) === 0;
  const picture = await page.screenshot({ animations: "disabled", fullPage, scale: "css" });
  await writeFile(join(folder, `${name}.png`), compactPicture(picture));
  console.log(`  ${name}`);
}

await main();
