import { HardhatError } from "hardhat/internal/core/errors";
import { ERRORS } from "hardhat/internal/core/errors-list";
import type { Network } from "hardhat/types";
import { endpointVariable } from "../../toolchain/networks";
import { nodeUrl } from "./node-url";

/** How much is repeated of what an endpoint answers. */
const SHOWN = 200;

/**
 * Returns the id of the chain that a network's endpoint answers for.
 *
 * @throws Error if the network is named after another chain, naming both ids, or if nothing answers, or no node, naming the
 * endpoint's variable
 */
export async function checkedChainId(network: Network): Promise<bigint> {
  const answered = await askedChainId(network);
  const { chainId } = network.config;
  if (chainId !== undefined && BigInt(chainId) !== answered) throw otherChain(network, answered);
  return answered;
}

async function askedChainId(network: Network): Promise<bigint> {
  let answer: unknown;
  try {
    answer = await network.provider.send("eth_chainId", []);
  } catch (error) {
    if (HardhatError.isHardhatErrorType(error, ERRORS.NETWORK.NODE_IS_NOT_RUNNING)) throw noAnswer(network);
    // Hardhat's provider compares them itself, but does not say what to do.
    if (HardhatError.isHardhatErrorType(error, ERRORS.NETWORK.INVALID_GLOBAL_CHAIN_ID))
      throw otherChain(network, BigInt(String(error.messageArguments.connectionChainId)));
    throw noNode(network, error instanceof Error ? error.message : String(error), error);
  }
  if (typeof answer === "string" && /^0x[0-9a-fA-F]+$/.test(answer)) return BigInt(answer);
  throw noNode(network, `it answers ${JSON.stringify(answer)}`);
}

/** What answers may be a gateway that refuses, or a page that has nothing to do with a chain. */
function noNode(network: Network, detail: string, cause?: unknown): Error {
  const url = new URL(nodeUrl(network));
  const [line = ""] = detail.split("\n");
  const said = withoutPath(line, url).slice(0, SHOWN).replace(/\.$/, "");
  return new Error(
    `The endpoint of ${network.name}, ${url.origin}, does not say which chain it is: ${said}. ` +
      `Try again later, or correct ${endpointVariable(network.name) ?? "the endpoint"}.`,
    { cause },
  );
}

/** Leaves out what follows the host, which may be a key: pages that are not found are often named. */
function withoutPath(text: string, { pathname, search }: URL): string {
  const parts = [`${pathname}${search}`, pathname, search].filter((part) => part.length > 1);
  return parts.reduce((left, part) => left.replaceAll(part, "…"), text);
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
