import type { Address } from "viem";
import { buildSites } from "../../scripts/sites/build-sites.js";
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

  private constructor(chain: LocalChain, sites: Sites, demo: { readonly token: Address }, clock: WallClock) {
    this.chain = chain;
    this.sites = sites;
    this.demo = demo;
    this.#clock = clock;
  }

  static async set(): Promise<AuthStage> {
    await buildSites();
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
    const sites = await serveSites(node, chain.contracts, demo, { authServer: 0, example: 0 });
    return new AuthStage(chain, sites, demo, clock);
  }

  async clear(): Promise<void> {
    this.#clock.stop();
    await this.sites.stop();
    await this.chain.stop();
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
