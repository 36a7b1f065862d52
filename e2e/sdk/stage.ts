import { rm } from "node:fs/promises";
import { dirname } from "node:path";
import { serveStaticSite, type StaticSite } from "../../scripts/sites/static-site.js";
import { startLocalChain, type LocalChain } from "../../sdk/test/helpers/local-chain.js";
import { buildPages } from "./build-pages.js";

type Headers = Readonly<Record<string, string>>;

/** How the sites of a test are served. */
export interface SiteOptions {
  readonly app?: Headers;
  readonly auth?: Headers;
}

/** Two sites, of two origins: an app's and the auth server's. */
export interface Sites {
  readonly auth: StaticSite;
  /** Address of the app's page. */
  readonly app: string;
  /** Address of the app's page where messages travel by redirect. */
  readonly redirectingApp: string;
}

/** What the tests of the SDK share: a node with the suite on it, and the pages, built once. */
export class Stage {
  readonly chain: LocalChain;
  readonly #pages: Readonly<Record<"app" | "auth" | "passkeys", string>>;
  readonly #served: StaticSite[] = [];

  private constructor(chain: LocalChain, pages: Readonly<Record<"app" | "auth" | "passkeys", string>>) {
    this.chain = chain;
    this.#pages = pages;
  }

  static async set(): Promise<Stage> {
    return new Stage(await startLocalChain(), await buildPages(["app", "auth", "passkeys"]));
  }

  /** Serves an app and an auth server, with headers if a test is about them. */
  async serve({ app = {}, auth = {} }: SiteOptions = {}): Promise<Sites> {
    const [appSite, authSite] = [await this.#serve("app", app), await this.#serve("auth", auth)];
    const query = new URLSearchParams({ auth: `${authSite.url}/confirm`, rpc: this.chain.url }).toString();
    const address = `${appSite.url}/?${query}`;
    return { auth: authSite, app: address, redirectingApp: `${address}&redirects` };
  }

  /** Serves the page that has a passkey. */
  servePasskeys(): Promise<StaticSite> {
    return this.#serve("passkeys", {});
  }

  async clear(): Promise<void> {
    await Promise.all(this.#served.map((site) => site.stop()));
    await this.chain.stop();
    await rm(dirname(this.#pages.app), { recursive: true });
  }

  async #serve(name: "app" | "auth" | "passkeys", headers: Headers): Promise<StaticSite> {
    const site = await serveStaticSite({ folder: this.#pages[name], port: 0, headers });
    this.#served.push(site);
    return site;
  }
}

let shared: Promise<Stage> | undefined;

/** Returns the run's stage, set for the first test that needs it. */
export function sharedStage(): Promise<Stage> {
  return (shared ??= Stage.set());
}

/** Clears the run's stage, if a test has set it. */
export async function clearSharedStage(): Promise<void> {
  await (await shared)?.clear();
  shared = undefined;
}
