import type { HardhatUserConfig } from "hardhat/config";

/** Hardhat's own node, without the ZKsync plugins of the project's configuration, under the rules that `PLAIN_HARDFORK` names. */
const config: HardhatUserConfig = {
  solidity: "0.8.30",
  networks: { hardhat: { hardfork: process.env.PLAIN_HARDFORK || "osaka" } },
};

export default config;
