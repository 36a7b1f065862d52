import { chromium, type Browser } from "playwright-core";
import { startChromium, type ChromiumProcess } from "./chromium-process.js";
import { Devices } from "./devices.js";
import { Devtools } from "./devtools.js";
import type { Passkey } from "./device.js";
import { openPageGate } from "./page-gate.js";
import { contextOptions, Person, type PersonOptions } from "./person.js";
import { Problems } from "./problems.js";

/** Timeout in milliseconds for any waiting: a machine may be ten times as busy as usual. */
const PATIENCE = 120_000;

/** The browser shared by the tests of a run; each test's person has their own context. */
export class TestBrowser {
  readonly process: ChromiumProcess;
  readonly #playwright: Browser;
  readonly #devtools: Devtools;
  readonly #devices: Devices;
  /** The most recent person: two at once could not be told apart. */
  #coming: Promise<unknown> = Promise.resolve();

  private constructor(process: ChromiumProcess, playwright: Browser, devtools: Devtools, devices: Devices) {
    this.process = process;
    this.#playwright = playwright;
    this.#devtools = devtools;
    this.#devices = devices;
  }

  /** Starts the browser. */
  static async launch(): Promise<TestBrowser> {
    const process = await startChromium();
    const devtools = await Devtools.connect(process.endpoint);
    const devices = new Devices(devtools);
    const gate = await openPageGate(process.endpoint, devices.prepare);
    const playwright = await chromium.connectOverCDP(gate.endpoint, { timeout: PATIENCE });
    playwright.on("disconnected", () => void gate.close());
    return new TestBrowser(process, playwright, devtools, devices);
  }

  /** Creates a person who has used nothing before except, on other devices, the given passkeys. */
  async person(options: PersonOptions = {}, passkeys: readonly Passkey[] = []): Promise<Person> {
    const coming = this.#coming.then(() => this.#bring(options, passkeys));
    this.#coming = coming.catch(() => undefined);
    return coming;
  }

  async close(): Promise<void> {
    this.#devtools.close();
    await this.#playwright.close();
    await this.process.stop();
  }

  async #bring(options: PersonOptions, passkeys: readonly Passkey[]): Promise<Person> {
    const before = await this.#contexts();
    const context = await this.#playwright.newContext(contextOptions(options));
    context.setDefaultTimeout(PATIENCE);
    const id = (await this.#contexts()).find((each) => !before.includes(each));
    if (id === undefined) throw new Error("the browser made no context");
    const device = this.#devices.add(id, passkeys);
    context.on("close", () => this.#devices.remove(id));
    return new Person({
      context,
      device,
      problems: await Problems.of(context),
      another: async (other) => this.person(other, await device.passkeys()),
    });
  }

  async #contexts(): Promise<string[]> {
    const { browserContextIds } = await this.#devtools.send<{ browserContextIds: string[] }>(
      "Target.getBrowserContexts",
    );
    return browserContextIds;
  }
}

let shared: Promise<TestBrowser> | undefined;

/** Returns the run's browser, started for the first test that needs it. */
export function sharedBrowser(): Promise<TestBrowser> {
  return (shared ??= TestBrowser.launch());
}

/** Ends the run's browser, if a test has started it. */
export async function closeSharedBrowser(): Promise<void> {
  await (await shared)?.close();
  shared = undefined;
}
