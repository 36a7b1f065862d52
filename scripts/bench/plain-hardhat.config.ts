import type { HardhatUserConfig } from "hardhat/config";

/** Hardhat's own node, without the ZKsync plugins of the project's configuration. */
const config: HardhatUserConfig = { solidity: "0.8.30" };

export default config;
