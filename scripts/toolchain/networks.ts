import type {} from "@matterlabs/hardhat-zksync-deploy";
import type { NetworksUserConfig } from "hardhat/types/config";

/** Port on which anvil-zksync listens by default. */
const LOCAL_NODE_URL = "http://127.0.0.1:8011";

const ZKSYNC_SEPOLIA = {
  url: "https://sepolia.era.zksync.dev",
  ethNetwork: "sepolia",
  verifyURL: "https://explorer.sepolia.era.zksync.dev/contract_verification",
};
const ZKSYNC_MAINNET = {
  url: "https://mainnet.era.zksync.io",
  ethNetwork: "mainnet",
  verifyURL: "https://zksync2-mainnet-explorer.zksync.io/contract_verification",
};

/**
 * The networks to deploy to and test on. `hardhat` is an in-memory node the plugin starts for the task;
 * `localEra` is one that is already running, on the usual port or where `LOCAL_ERA_URL` says. For the public
 * ones these variables are read: `ZKSYNC_SEPOLIA_URL`, `ZKSYNC_MAINNET_URL` (another endpoint) and
 * `DEPLOYER_PRIVATE_KEY` (`0x` and 32 bytes).
 */
export function networks(env: NodeJS.ProcessEnv): NetworksUserConfig {
  const localNode = env.LOCAL_ERA_URL || LOCAL_NODE_URL;
  const accounts = env.DEPLOYER_PRIVATE_KEY ? [env.DEPLOYER_PRIVATE_KEY] : [];
  return {
    hardhat: { zksync: true },
    localEra: { zksync: true, url: localNode, ethNetwork: localNode },
    zksyncSepolia: {
      ...ZKSYNC_SEPOLIA,
      zksync: true,
      url: env.ZKSYNC_SEPOLIA_URL || ZKSYNC_SEPOLIA.url,
      accounts,
    },
    zksyncMainnet: {
      ...ZKSYNC_MAINNET,
      zksync: true,
      url: env.ZKSYNC_MAINNET_URL || ZKSYNC_MAINNET.url,
      accounts,
    },
  };
}
