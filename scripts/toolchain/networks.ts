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

/** The variable that sets each network's endpoint. */
const ENDPOINTS = {
  localEra: "LOCAL_ERA_URL",
  zksyncSepolia: "ZKSYNC_SEPOLIA_URL",
  zksyncMainnet: "ZKSYNC_MAINNET_URL",
  zkChain: "ZK_CHAIN_URL",
} as const;

/** Returns the name of the variable that sets a network's endpoint; undefined for a network that has none. */
export function endpointVariable(network: string): string | undefined {
  return new Map<string, string>(Object.entries(ENDPOINTS)).get(network);
}

/**
 * The networks to deploy to and test on. `hardhat` is an in-memory node the plugin starts for the task;
 * `localEra` is one that is already running, on the usual port or where `LOCAL_ERA_URL` says. Of the public
 * ones, `ZKSYNC_SEPOLIA_URL` and `ZKSYNC_MAINNET_URL` change the endpoint. `zkChain` is any other chain of ZKsync's:
 * `ZK_CHAIN_URL` and `ZK_CHAIN_ID` define it, `ZK_CHAIN_VERIFY_URL` adds its block explorer's verification.
 *
 * @param key the deployer's private key; what is none is left out here, and refused where it is needed
 * @param wanted the network that a command was given, if it was
 * @throws Error if one of `ZK_CHAIN_URL` and `ZK_CHAIN_ID` is missing, or both and `zkChain` is wanted; if the id is no
 * number, or an endpoint none of HTTP
 */
export function networks(env: NodeJS.ProcessEnv, key?: string, wanted?: string): NetworksUserConfig {
  const localNode = endpoint(env, "localEra") ?? LOCAL_NODE_URL;
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
    zksyncSepolia: {
      ...ZKSYNC_SEPOLIA,
      ...publicNetwork,
      url: endpoint(env, "zksyncSepolia") ?? ZKSYNC_SEPOLIA.url,
    },
    zksyncMainnet: {
      ...ZKSYNC_MAINNET,
      ...publicNetwork,
      url: endpoint(env, "zksyncMainnet") ?? ZKSYNC_MAINNET.url,
    },
    ...zkChain(env, publicNetwork, wanted),
  };
}

function zkChain(
  env: NodeJS.ProcessEnv,
  common: HttpNetworkUserConfig,
  wanted: string | undefined,
): NetworksUserConfig {
  const { ZK_CHAIN_ID: id, ZK_CHAIN_VERIFY_URL: verifyURL } = env;
  const url = endpoint(env, "zkChain");
  if (!url && !id) {
    if (wanted === "zkChain")
      throw new Error("zkChain is the chain that ZK_CHAIN_URL and ZK_CHAIN_ID describe: set both.");
    return {};
  }
  if (!url || !id) throw new Error("ZK_CHAIN_URL and ZK_CHAIN_ID belong together: set both, or neither.");
  if (!/^[1-9]\d*$/.test(id)) throw new Error(`ZK_CHAIN_ID is "${id}", but has to be a decimal number.`);
  // Nothing here uses the settlement layer; the plugin only asks that one is named.
  return {
    zkChain: { ...common, url, chainId: Number(id), ethNetwork: url, ...(verifyURL && { verifyURL }) },
  };
}

/** Returns the endpoint that the environment gives a network. An empty variable is none. */
function endpoint(env: NodeJS.ProcessEnv, network: keyof typeof ENDPOINTS): string | undefined {
  const variable = ENDPOINTS[network];
  const text = env[variable];
  if (!text) return undefined;
  // Without the text itself, which may hold a key to the endpoint.
  if (!/^https?:\/\/[^/]/.test(text) || !URL.canParse(text))
    throw new Error(
      `${variable} is no endpoint of HTTP; it has to begin with https:// or http:// and a host.`,
    );
  return text;
}

/** Returns the network that a command line or Hardhat's variable names. */
export function wantedNetwork(argv: readonly string[], env: NodeJS.ProcessEnv): string | undefined {
  const option = argv.indexOf("--network");
  return option < 0 ? env.HARDHAT_NETWORK : argv[option + 1];
}
