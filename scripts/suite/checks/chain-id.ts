import { HardhatError } from "hardhat/internal/core/errors";
import { ERRORS } from "hardhat/internal/core/errors-list";
import type { Network } from "hardhat/types";

/**
 * Returns the id of the chain that a network's endpoint answers for.
 *
 * @throws Error if the network is named after another chain, naming both ids; HardhatError if nothing answers
 */
export async function checkedChainId(network: Network): Promise<bigint> {
  try {
    const answered = BigInt((await network.provider.send("eth_chainId", [])) as string);
    const { chainId } = network.config;
    if (chainId !== undefined && BigInt(chainId) !== answered) throw otherChain(network, answered);
    return answered;
  } catch (error) {
    // Hardhat's provider compares them itself, but does not say what to do.
    if (!HardhatError.isHardhatErrorType(error, ERRORS.NETWORK.INVALID_GLOBAL_CHAIN_ID)) throw error;
    throw otherChain(network, BigInt(String(error.messageArguments.connectionChainId)));
  }
}

function otherChain({ name, config }: Network, answered: bigint): Error {
  return new Error(
    `The network ${name} is chain ${config.chainId}, but its endpoint answers for chain ${answered}. ` +
      "Correct the endpoint's variable, or name the network that you mean (--network).",
  );
}
