import { gzipSync } from "node:zlib";
import type { BrowserContext, Response } from "playwright-core";

/** Tracks the scripts that a site's pages load, whatever requests them. */
export class ScriptWeight {
  readonly #sizes = new Map<string, Promise<number>>();

  /** Listens to all pages of a context, from now on. */
  constructor(context: BrowserContext, origin: string) {
    context.on("response", (response) => {
      const isScript = response.request().resourceType() === "script";
      const url = response.url();
      if (isScript && new URL(url).origin === origin) this.#sizes.set(url, compressedSize(response));
    });
  }

  /** Returns the kB (1000 bytes) of loaded scripts, each compressed as servers do it. */
  async gzipKb(urls: readonly string[]): Promise<number> {
    const sizes = await Promise.all(
      urls.map((url) => this.#sizes.get(url) ?? Promise.reject(new Error(`${url} was not loaded`))),
    );
    return sizes.reduce((sum, size) => sum + size, 0) / 1000;
  }
}

async function compressedSize(response: Response): Promise<number> {
  return gzipSync(await response.body()).length;
}
