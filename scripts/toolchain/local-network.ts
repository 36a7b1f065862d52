/**
 * Chooses the network of a node that this program starts and, on it, the node's own accounts, whatever key somebody deploys to
 * public chains with. To be called before Hardhat is loaded, which reads both then.
 */
export function chooseLocalNetwork(): void {
  process.env.HARDHAT_NETWORK = "localEra";
  process.env.DEPLOYER_PRIVATE_KEY = "";
}
