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

/** Sites of different origins: an app's, with and without wagmi, and the auth server's. */
export interface Sites {
  readonly auth: StaticSite;
  /** Address of the app's page. */
  readonly app: string;
  /** Address of the app's page that uses redirects. */
  readonly redirectingApp: string;
  /** Address of the app with wagmi. */
  readonly wagmiApp: string;
}

const PAGES = ["app", "wagmi", "auth", "passkeys"] as const;
type PageName = (typeof PAGES)[number];

/** Shared by the tests of the SDK: a node with the suite on it, and the pages, built once. */
export class Stage {
  readonly chain: LocalChain;
  readonly #pages: Readonly<Record<PageName, string>>;
  readonly #served: StaticSite[] = [];

  private constructor(chain: LocalChain, pages: Readonly<Record<PageName, string>>) {
    this.chain = chain;
    this.#pages = pages;
  }

  static async set(): Promise<Stage> {
    return new Stage(await startLocalChain(), await buildPages(PAGES));
  }

  /** Serves an app and an auth server, with headers if a test is about them. */
  async serve({ app = {}, auth = {} }: SiteOptions = {}): Promise<Sites> {
    const authSite = await this.#serve("auth", auth);
    const query = new URLSearchParams({ auth: `${authSite.url}/confirm`, rpc: this.chain.url }).toString();
    const address = async (name: PageName): Promise<string> =>
      `${(await this.#serve(name, app)).url}/?${query}`;
    const appAddress = await address("app");
    return {
      auth: authSite,
      app: appAddress,
      redirectingApp: `${appAddress}&redirects`,
      wagmiApp: await address("wagmi"),
    };
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

  async #serve(name: PageName, headers: Headers): Promise<StaticSite> {
    const site = await serveStaticSite({ folder: this.#pages[name], port: 0, headers });
    this.#served.push(site);
    return site;
  }
}

let shared: Promise<Stage> | undefined;

/** Returns the run's stage, set up for the first test that needs it. */
export function sharedStage(): Promise<Stage> {
  return (shared ??= Stage.set());
}

/** Tears the run's stage down, if a test has set it up. */
export async function clearSharedStage(): Promise<void> {
  await (await shared)?.clear();
  shared = undefined;
}
