import { randomUUID } from "node:crypto";
import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import type { Page } from "playwright-core";
import { generatePrivateKey, privateKeyToAddress } from "viem/accounts";
import type { Person } from "../browser/person.js";
import { servePages, type PageSite } from "../browser/serve-pages.js";

const FOLDER = resolve(import.meta.dirname, "pages");

/** A message that an attacker's page received, and its sender. */
export interface Received {
  readonly origin: string;
  readonly data: {
    readonly event?: string;
    readonly requestId?: string;
    readonly content?: {
      readonly result?: unknown;
      readonly error?: { code: number; message: string; stack?: string };
    };
  };
}

/** Makes a session's key as an app sends it, one that no other test has had approved and thus used up. */
export function newSessionKey(): { readonly type: "secp256k1"; readonly address: `0x${string}` } {
  return { type: "secp256k1", address: privateKeyToAddress(generatePrivateKey()) };
}

/** Serves the attacker's pages. */
export async function serveHostilePages(): Promise<PageSite> {
  const [opener, frame] = await Promise.all(
    ["opener.html", "frame.html"].map((name) => readFile(resolve(FOLDER, name), "utf8")),
  );
  return servePages({ "/opener.html": opener ?? "", "/frame.html": frame ?? "" });
}

/** A page that opens an auth server and posts what it likes. */
export class HostileOpener {
  readonly page: Page;
  readonly popup: Page;

  private constructor(page: Page, popup: Page) {
    this.page = page;
    this.popup = popup;
  }

  /** @param claims - the origin that it claims to be, in the address; its own if not given */
  static async open(person: Person, site: PageSite, auth: string, claims?: string): Promise<HostileOpener> {
    const query = new URLSearchParams({ auth, ...(claims !== undefined && { claims }) });
    const page = await person.openTab(`${site.url}/opener.html?${query}`);
    const popup = await person.popupOf(page, () => page.getByRole("button", { name: "Open" }).click());
    await popup.waitForLoadState();
    await popup.getByRole("main").waitFor();
    return new HostileOpener(page, popup);
  }

  /** Posts a message to the auth server's page. */
  async post(message: unknown): Promise<void> {
    await this.page.evaluate((each) => {
      (window as unknown as { post(message: unknown): void }).post(each);
    }, message);
  }

  /** Sends a request, as an app does. */
  async ask(method: string, params: unknown, id: string = randomUUID()): Promise<string> {
    await this.post({ id, content: { action: { method, params }, chainId: 260 } });
    return id;
  }

  /** Returns the messages received so far. */
  received(): Promise<Received[]> {
    return this.page.evaluate(() => (window as unknown as { received: Received[] }).received);
  }

  /** Waits for the answer to a request. */
  async answer(id: string): Promise<NonNullable<Received["data"]["content"]>> {
    const handle = await this.page.waitForFunction(
      (requestId) =>
        (window as unknown as { received: Received[] }).received.find(
          ({ data }) => data.requestId === requestId,
        )?.data.content,
      id,
    );
    return (await handle.jsonValue()) as NonNullable<Received["data"]["content"]>;
  }
}
