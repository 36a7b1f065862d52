import { mkdir } from "node:fs/promises";
import { join, resolve } from "node:path";
import type { BrowserContext, Page } from "playwright-core";
import type { Device } from "./device.js";
import type { Problems } from "./problems.js";
import { SIZES, type Size } from "./sizes.js";

/** How a person's browser is set up. */
export interface PersonOptions {
  readonly size?: Size;
  readonly colorScheme?: "light" | "dark";
  /** Whether pages move: less, unless given, as Chromium draws each frame with the processor that tests need. */
  readonly motion?: "reduced" | "full";
}

/** Where screenshots go; not kept in the repository. */
const SCREENSHOTS = resolve(import.meta.dirname, "../screenshots");

/** What a person consists of. */
interface Belongings {
  readonly context: BrowserContext;
  readonly device: Device;
  readonly problems: Problems;
  /** Makes the same person with another device. */
  another(options: PersonOptions): Promise<Person>;
}

/** Somebody with a browser and a device, who shares neither cookies nor passkeys with anybody else. */
export class Person {
  readonly context: BrowserContext;
  readonly device: Device;
  /** Problems in the pages, which fail the test; `problems.expect` declares those that must happen. */
  readonly problems: Problems;
  /** The windows that pages have opened, in order, including closed ones. */
  readonly popups: Page[] = [];
  readonly #belongings: Belongings;
  readonly #others: Person[] = [];

  constructor(belongings: Belongings) {
    const { context, device, problems } = belongings;
    this.context = context;
    this.device = device;
    this.problems = problems;
    this.#belongings = belongings;
    context.on("page", (page) => {
      page.on("popup", (popup) => this.popups.push(popup));
    });
  }

  /** Opens a tab, and an address in it. */
  async openTab(url?: string): Promise<Page> {
    const page = await this.context.newPage();
    if (url !== undefined) await page.goto(url);
    return page;
  }

  /** Waits for the window that something opens. */
  async popupOf(page: Page, action: () => Promise<unknown>): Promise<Page> {
    const [popup] = await Promise.all([page.waitForEvent("popup"), action()]);
    return popup;
  }

  /** Has the browser block the next window that a page opens: headless, Chromium itself blocks none. */
  async blockNextPopup(page: Page): Promise<void> {
    await page.evaluate(() => {
      const open = window.open.bind(window);
      window.open = () => {
        window.open = open;
        return null;
      };
    });
  }

  /** Takes a picture of a page, as `screenshots/<name>.png`. */
  async screenshot(page: Page, name: string): Promise<void> {
    await mkdir(SCREENSHOTS, { recursive: true });
    await page.screenshot({ path: join(SCREENSHOTS, `${name}.png`), animations: "disabled" });
  }

  /** Returns the same person with a second device, to which only the passkeys were synced. */
  async secondDevice(options: PersonOptions = {}): Promise<Person> {
    const second = await this.#belongings.another(options);
    this.#others.push(second);
    return second;
  }

  /**
   * Lists the problems of pages so far, on this device and the others, and expected ones that did not happen.
   */
  async complaints(): Promise<string[]> {
    const heard = this.context.pages().map((page) => page.evaluate(() => undefined).catch(() => undefined));
    await Promise.all(heard);
    const others = await Promise.all(this.#others.map((other) => other.complaints()));
    return [...this.problems.list(), ...others.flat()];
  }

  /** Closes everything, on the other devices too. */
  async leave(): Promise<void> {
    await Promise.all([this.context.close(), ...this.#others.map((other) => other.leave())]);
  }
}

/** The options with which Playwright makes a person's context. */
export function contextOptions({ size = "desktop", colorScheme = "light", motion }: PersonOptions) {
  return {
    viewport: SIZES[size],
    colorScheme,
    reducedMotion: motion === "full" ? ("no-preference" as const) : ("reduce" as const),
    ...(size === "phone" && { hasTouch: true, isMobile: true, deviceScaleFactor: 2 }),
  };
}
