import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Address } from "viem";
import { buildSites, builtBelow } from "../../scripts/sites/build-sites.js";
import { serveSites, type Sites } from "../../scripts/sites/serve-sites.js";
import { FUNDED_ACCOUNT } from "../../scripts/start/funded-account.js";
import { genesisTime, keepWallClock, type WallClock } from "../../scripts/start/wall-clock.js";
import { startLocalChain, type LocalChain } from "../../sdk/test/helpers/local-chain.js";

/** The recipient of the example's tips. */
export const TIP_JAR = "0x7119000000000000000000000000000000000000";

/**
 * Shared by the tests of the auth server: a node with the suite on it, and the sites as `npm start` serves
 * them.
 */
export class AuthStage {
  readonly chain: LocalChain;
  readonly sites: Sites;
  /** What the example spends on. */
  readonly demo: { readonly token: Address };
  readonly #clock: WallClock;
  readonly #folder: string;

  private constructor(
    { chain, sites, demo }: Pick<AuthStage, "chain" | "sites" | "demo">,
    clock: WallClock,
    folder: string,
  ) {
    this.chain = chain;
    this.sites = sites;
    this.demo = demo;
    this.#clock = clock;
    this.#folder = folder;
  }

  static async set(): Promise<AuthStage> {
    // A folder of its own: two runs at once would build over each other's sites.
    const folder = await mkdtemp(join(tmpdir(), "e2e-sites-"));
    const built = builtBelow(folder);
    await buildSites(built).catch(async (error: unknown) => {
      await rm(folder, { recursive: true });
      throw error;
    });
    const chain = await startLocalChain({ genesis: genesisTime() });
    const clock = await keepWallClock(chain.url);
    const demo = {
      tipJar: TIP_JAR,
      token: await chain.deploy("TestToken"),
      paymaster: await chain.deploy("GeneralPaymaster"),
      faucetKey: FUNDED_ACCOUNT.privateKey,
    };
    await chain.testClient.setBalance({ address: demo.paymaster, value: 10n ** 18n });
    const node = { url: chain.url, chainId: chain.chain.id };
    const sites = await serveSites(node, chain.contracts, demo, { authServer: 0, example: 0 }, built);
    return new AuthStage({ chain, sites, demo }, clock, folder);
  }

  async clear(): Promise<void> {
    this.#clock.stop();
    await this.sites.stop();
    await this.chain.stop();
    await rm(this.#folder, { recursive: true });
  }
}

let shared: Promise<AuthStage> | undefined;

/** Returns the run's stage, set up for the first test that needs it. */
export function sharedAuthStage(): Promise<AuthStage> {
  return (shared ??= AuthStage.set());
}

/** Tears the run's stage down, if a test has set it up. */
export async function clearSharedAuthStage(): Promise<void> {
  // If setting it up failed, the test that needed it has said so.
  const stage = await shared?.catch(() => undefined);
  await stage?.clear();
  shared = undefined;
}
