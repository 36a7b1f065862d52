import type { DescribedContract } from "@zksync-sso/sdk/session";
import {
  decodeFunctionResult,
  encodeFunctionData,
  erc20Abi,
  hexToString,
  parseAbi,
  size,
  type Address,
  type Chain,
  type Client,
  type Transport,
} from "viem";
import { call, getCode, readContract } from "viem/actions";

const ERC165 = parseAbi(["function supportsInterface(bytes4 id) view returns (bool)"]);
const ERC721_INTERFACE = "0x80ac58cd";

/** What the chain knows of a contract or address that a session is about. Names are the contract's own claim. */
export interface TargetFacts {
  /** Nothing if that could not be read. */
  readonly hasCode?: boolean;
  readonly name?: string;
  readonly symbol?: string;
  readonly decimals?: number;
  /** A collection of NFTs, by its own word (ERC-165): anything else counts as a token, whose amounts are amounts. */
  readonly standard?: "ERC-721";
}

/** Facts by the address, in lower case. */
export type FactsByTarget = ReadonlyMap<string, TargetFacts>;

/** Asks the chain what it knows of addresses; what cannot be read is left out, and nothing else with it. */
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
  const code = await getCode(client, { address }).then(
    (found = "0x") => found,
    () => undefined,
  );
  if (code === "0x") return { hasCode: false };
  const [name, symbol, decimals, isCollection] = await Promise.all([
    readText(client, address, "name"),
    readText(client, address, "symbol"),
    readDecimals(client, address),
    readContract(client, {
      address,
      abi: ERC165,
      functionName: "supportsInterface",
      args: [ERC721_INTERFACE],
    }).catch(() => false),
  ]);
  return {
    ...(code && { hasCode: true }),
    ...(name && { name }),
    ...(symbol && { symbol }),
    ...(decimals !== undefined && { decimals }),
    ...(isCollection && { standard: "ERC-721" as const }),
  };
}

/** The largest number of the type that tokens have for their decimals. */
const MOST_DECIMALS = 255;

/** Reads how many decimals a token has. A contract may answer any number of digits, and no page could write as many. */
async function readDecimals(client: Client<Transport, Chain>, address: Address): Promise<number | undefined> {
  try {
    const decimals = await readContract(client, { address, abi: erc20Abi, functionName: "decimals" });
    return decimals <= MOST_DECIMALS ? decimals : undefined;
  } catch {
    return undefined;
  }
}

/** Reads what a contract calls itself: some early tokens answer 32 bytes, which are no string of the ABI. */
async function readText(
  client: Client<Transport, Chain>,
  address: Address,
  functionName: "name" | "symbol",
): Promise<string | undefined> {
  const data = encodeFunctionData({ abi: erc20Abi, functionName });
  try {
    const { data: answer = "0x" } = await call(client, { to: address, data });
    if (size(answer) === 32) return hexToString(answer).replaceAll("\0", "");
    return decodeFunctionResult({ abi: erc20Abi, functionName, data: answer });
  } catch {
    return undefined;
  }
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
