import type { DescribedContract } from "@zksync-sso/sdk/session";
import { erc20Abi, parseAbi, type Address, type Chain, type Client, type Transport } from "viem";
import { getCode, readContract } from "viem/actions";

const ERC165 = parseAbi(["function supportsInterface(bytes4 id) view returns (bool)"]);
const ERC721_INTERFACE = "0x80ac58cd";

/** What the chain knows of a contract or address that a session is about. Names are the contract's own claim. */
export interface TargetFacts {
  readonly hasCode: boolean;
  readonly name?: string;
  readonly symbol?: string;
  readonly decimals?: number;
  /** A collection of NFTs, by its own word (ERC-165): anything else counts as a token, whose amounts are amounts. */
  readonly standard?: "ERC-721";
}

/** Facts by the address, in lower case. */
export type FactsByTarget = ReadonlyMap<string, TargetFacts>;

/** Asks the chain what it knows of addresses; what cannot be read is left out. */
export async function readTargetFacts(
  client: Client<Transport, Chain>,
  targets: readonly Address[],
): Promise<FactsByTarget> {
  const distinct = [...new Set(targets.map((target) => target.toLowerCase() as Address))];
  const facts = await Promise.all(
    distinct.map(async (address) => [address, await factsOf(client, address)] as const),
  );
  return new Map(facts);
}

async function factsOf(client: Client<Transport, Chain>, address: Address): Promise<TargetFacts> {
  const read = <name extends "name" | "symbol" | "decimals">(functionName: name) =>
    readContract(client, { address, abi: erc20Abi, functionName }).catch(() => undefined);
  const code = await getCode(client, { address });
  if (code === undefined || code === "0x") return { hasCode: false };
  const [name, symbol, decimals, isCollection] = await Promise.all([
    read("name"),
    read("symbol"),
    read("decimals"),
    readContract(client, {
      address,
      abi: ERC165,
      functionName: "supportsInterface",
      args: [ERC721_INTERFACE],
    }).catch(() => false),
  ]);
  return {
    hasCode: true,
    ...(typeof name === "string" && name && { name }),
    ...(typeof symbol === "string" && symbol && { symbol }),
    ...(typeof decimals === "number" && { decimals }),
    ...(isCollection && { standard: "ERC-721" as const }),
  };
}

/** Returns the facts as the model of sessions takes them. */
export function contractsOf(facts: FactsByTarget): DescribedContract[] {
  return [...facts].map(([address, { standard, name, symbol, decimals }]) => ({
    address: address as Address,
    ...(standard && { standard }),
    ...(name !== undefined && { name }),
    ...(symbol !== undefined && { symbol }),
    ...(decimals !== undefined && { decimals }),
  }));
}
