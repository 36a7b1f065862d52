import type {} from "@matterlabs/hardhat-zksync-deploy";
import type { HttpNetworkUserConfig, NetworksUserConfig } from "hardhat/types/config";
import { isPrivateKey } from "./deployer-key";

/** Port on which anvil-zksync listens by default. */
const LOCAL_NODE_URL = "http://127.0.0.1:8011";

const ZKSYNC_SEPOLIA = {
  chainId: 300,
  url: "https://sepolia.era.zksync.dev",
  ethNetwork: "sepolia",
  verifyURL: "https://explorer.sepolia.era.zksync.dev/contract_verification",
};
const ZKSYNC_MAINNET = {
  chainId: 324,
  url: "https://mainnet.era.zksync.io",
  ethNetwork: "mainnet",
  verifyURL: "https://zksync2-mainnet-explorer.zksync.io/contract_verification",
};

/**
 * The networks to deploy to and test on. `hardhat` is an in-memory node the plugin starts for the task;
 * `localEra` is one that is already running, on the usual port or where `LOCAL_ERA_URL` says. Of the public
 * ones, `ZKSYNC_SEPOLIA_URL` and `ZKSYNC_MAINNET_URL` change the endpoint. `zkChain` is any other chain of ZKsync's:
 * `ZK_CHAIN_URL` and `ZK_CHAIN_ID` define it, `ZK_CHAIN_VERIFY_URL` adds its block explorer's verification.
 *
 * @param key the deployer's private key; what is none is left out here, and refused where it is needed
 * @throws Error if one of `ZK_CHAIN_URL` and `ZK_CHAIN_ID` is missing, or the id is no number
 */
export function networks(env: NodeJS.ProcessEnv, key?: string): NetworksUserConfig {
  const localNode = env.LOCAL_ERA_URL || LOCAL_NODE_URL;
  const accounts = key !== undefined && isPrivateKey(key) ? [key] : [];
  const publicNetwork = { zksync: true, accounts };
  return {
    hardhat: { zksync: true },
    localEra: {
      zksync: true,
      url: localNode,
      ethNetwork: localNode,
      // Without a key of one's own, the accounts are the node's.
      ...(accounts.length > 0 && { accounts }),
    },
    zksyncSepolia: { ...ZKSYNC_SEPOLIA, ...publicNetwork, url: env.ZKSYNC_SEPOLIA_URL || ZKSYNC_SEPOLIA.url },
    zksyncMainnet: { ...ZKSYNC_MAINNET, ...publicNetwork, url: env.ZKSYNC_MAINNET_URL || ZKSYNC_MAINNET.url },
    ...zkChain(env, publicNetwork),
  };
}

function zkChain(env: NodeJS.ProcessEnv, common: HttpNetworkUserConfig): NetworksUserConfig {
  const { ZK_CHAIN_URL: url, ZK_CHAIN_ID: id, ZK_CHAIN_VERIFY_URL: verifyURL } = env;
  if (!url && !id) return {};
  if (!url || !id) throw new Error("ZK_CHAIN_URL and ZK_CHAIN_ID belong together: set both, or neither.");
  if (!/^[1-9]\d*$/.test(id)) throw new Error(`ZK_CHAIN_ID is "${id}", but has to be a decimal number.`);
  // Nothing here uses the settlement layer; the plugin only asks that one is named.
  return {
    zkChain: { ...common, url, chainId: Number(id), ethNetwork: url, ...(verifyURL && { verifyURL }) },
  };
}
