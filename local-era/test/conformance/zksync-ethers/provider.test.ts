import { setTimeout } from "node:timers/promises";
import { expect } from "chai";
import { getAddress } from "ethers";
import { BrowserProvider, Provider, types } from "zksync-ethers";
import { RICH, STRANGER } from "../lab.ts";
import { methodsOf, staticMethodsOf } from "../methods-of.ts";
import { describeClient, serves } from "../table.ts";
import type { Table } from "../table.ts";
import { browserProvider } from "./browser-wallet.ts";
import { providerEthersRows } from "./provider-ethers-rows.ts";
import { providerZksRows } from "./provider-zks-rows.ts";

/** Disables the client's cache: results must come from the node. */
const OPTIONS = { cacheTimeout: -1, pollingInterval: 20 };

const rows: Table<Provider> = { ...providerEthersRows, ...providerZksRows };

/** Stops a provider once the filters of its listeners are uninstalled. */
async function close(provider: Provider): Promise<void> {
  if (provider.destroyed) return;
  await provider.removeAllListeners();
  await setTimeout(20);
  await provider.send("eth_chainId", []);
  provider.destroy();
}

describeClient(
  "zksync-ethers Provider",
  methodsOf(Provider),
  rows,
  ({ node }) => new Provider(node.url, undefined, OPTIONS),
  close,
);

const statics: Table<typeof Provider> = {
  getDefaultProvider: serves("uses the port of the local Docker setup", (type) => {
    const provider = type.getDefaultProvider(types.Network.Localhost);
    expect(provider._getConnection().url).to.match(/:3050$/);
    provider.destroy();
  }),
};

describeClient("zksync-ethers Provider's class", staticMethodsOf(Provider), statics, () => Provider);

const browserRows: Table<BrowserProvider> = {
  ...(rows as unknown as Table<BrowserProvider>),
  providerInfo: serves("is null for a wallet that does not announce itself", (provider) => {
    expect(provider.providerInfo).to.equal(null);
  }),
  hasSigner: serves("returns true only for the wallet's account", async (provider) => {
    expect(await provider.hasSigner(RICH!.address)).to.equal(true);
    expect(await provider.hasSigner(STRANGER)).to.equal(false);
  }),
  getSigner: serves("returns a signer for the wallet's account", async (provider) => {
    expect(await (await provider.getSigner()).getAddress()).to.equal(getAddress(RICH!.address));
  }),
};

describeClient(
  "zksync-ethers BrowserProvider",
  methodsOf(BrowserProvider),
  browserRows,
  ({ node }) => browserProvider(node, RICH!.privateKey),
  (provider) => close(provider as unknown as Provider),
);
