import type { Provider } from "zksync-ethers";

/** What answers at an endpoint. */
export interface NodeKind {
  /** A node in memory, whose ETH is nobody's money, and whose chain ends with it. */
  readonly inMemory: boolean;
  /** This repository's embedded node, which runs EVM code and no EraVM code. */
  readonly localEra: boolean;
}

/** Asks a node what it is. Nodes of public chains do not know the methods of nodes in memory. */
export async function nodeKind(provider: Provider): Promise<NodeKind> {
  const [inMemory, version] = await Promise.all([
    provider.send("anvil_getAutomine", []).then(
      // Some gateways answer null to what they do not know.
      (answer: unknown) => typeof answer === "boolean",
      () => false,
    ),
    provider.send("web3_clientVersion", []).catch(() => "") as Promise<unknown>,
  ]);
  return { inMemory, localEra: String(version).includes("local-era") };
}
