import { HardhatError } from "hardhat/internal/core/errors";
import { ERRORS } from "hardhat/internal/core/errors-list";
import type { Network } from "hardhat/types";
import { endpointVariable } from "../../toolchain/networks";
import { nodeUrl } from "./node-url";

/**
 * Returns the id of the chain that a network's endpoint answers for.
 *
 * @throws Error if the network is named after another chain, naming both ids, or if nothing answers, naming the endpoint's
 * variable
 */
export async function checkedChainId(network: Network): Promise<bigint> {
  try {
    const answered = BigInt((await network.provider.send("eth_chainId", [])) as string);
    const { chainId } = network.config;
    if (chainId !== undefined && BigInt(chainId) !== answered) throw otherChain(network, answered);
    return answered;
  } catch (error) {
    if (HardhatError.isHardhatErrorType(error, ERRORS.NETWORK.NODE_IS_NOT_RUNNING)) throw noAnswer(network);
    // Hardhat's provider compares them itself, but does not say what to do.
    if (!HardhatError.isHardhatErrorType(error, ERRORS.NETWORK.INVALID_GLOBAL_CHAIN_ID)) throw error;
    throw otherChain(network, BigInt(String(error.messageArguments.connectionChainId)));
  }
}

/** Names the host alone: what follows it may be a key. */
function noAnswer(network: Network): Error {
  return new Error(
    `Nothing answers at ${new URL(nodeUrl(network)).origin}, the endpoint of ${network.name}. ` +
      `Start its node, or correct ${endpointVariable(network.name) ?? "the endpoint"}.`,
  );
}

function otherChain({ name, config }: Network, answered: bigint): Error {
  return new Error(
    `The network ${name} is chain ${config.chainId}, but its endpoint answers for chain ${answered}. ` +
      `Correct ${endpointVariable(name) ?? "the endpoint"}, or name the network that you mean (--network).`,
  );
}
