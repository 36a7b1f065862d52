import { decodeFunctionData, erc20Abi, getAddress, parseAbi, zeroAddress, type Address } from "viem";
import { getCode, readContract } from "viem/actions";
import { nodeClient } from "../account/account-client.ts";
import type { FactsByTarget } from "../approval/target-facts.ts";
import type { ChainConfig } from "../chains/chain-config.ts";
import type { AskedCall } from "./asked-transaction.ts";

/** Something that calls change: what the account has, or what somebody may take of it. */
export interface Change {
  /** The token; nothing of ETH. */
  readonly token?: Address;
  /** Who may take it; nothing of what the account has. */
  readonly spender?: Address;
  /** In the smallest unit. */
  readonly before: bigint;
  readonly after: bigint;
}

/** `CallPreview`, whose calls last for as long as it is asked. */
const PREVIEW = parseAbi([
  "struct Call { address target; uint256 value; bytes data; }",
  "struct Holding { address token; address spender; }",
  "function preview(Call[] calls, Holding[] holdings) view returns (uint256[] before, uint256[] afterwards)",
]);

/** More is not asked for at once. */
const MOST = 64;

/**
 * Tries calls out in the account's place, and tells what they change: of its ETH, and of the tokens that are called.
 *
 * @returns nothing if the chain has no code to try calls with
 * @throws if its node tries nothing, or a call fails
 */
export async function readChanges(
  chain: ChainConfig,
  account: Address,
  calls: readonly AskedCall[],
  facts: FactsByTarget,
): Promise<Change[] | undefined> {
  const { callPreview } = chain.contracts;
  if (!callPreview) return undefined;
  const node = nodeClient(chain);
  const code = await getCode(node, { address: callPreview });
  if (!code) return undefined;
  const holdings = holdingsOf(calls, facts);
  const [before, afterwards] = await readContract(node, {
    account,
    address: account,
    abi: PREVIEW,
    functionName: "preview",
    args: [calls.map(({ to, value, data }) => ({ target: to, value, data })), holdings],
    stateOverride: [{ address: account, code }],
  });
  return holdings.flatMap(({ token, spender }, i) => {
    const [was, is] = [before[i] ?? 0n, afterwards[i] ?? 0n];
    if (was === is) return [];
    return {
      ...(token !== zeroAddress && { token }),
      ...(spender !== zeroAddress && { spender }),
      before: was,
      after: is,
    };
  });
}

interface Holding {
  readonly token: Address;
  readonly spender: Address;
}

/** Lists what calls may change: ETH, each token that is called, and what those that are called may take of it. */
function holdingsOf(calls: readonly AskedCall[], facts: FactsByTarget): Holding[] {
  const called = distinct(calls.map(({ to }) => to));
  const tokens = called.filter((address) => isToken(address, facts));
  const spenders = distinct([...called, ...calls.flatMap(spenderIn)]);
  return [
    { token: zeroAddress, spender: zeroAddress },
    ...tokens.flatMap((token) =>
      [zeroAddress, ...spenders.filter((spender) => spender !== token)].map((spender) => ({
        token,
        spender,
      })),
    ),
  ].slice(0, MOST);
}

function isToken(address: Address, facts: FactsByTarget): boolean {
  const { decimals, standard } = facts.get(address.toLowerCase()) ?? {};
  return decimals !== undefined || standard !== undefined;
}

function spenderIn({ data }: AskedCall): Address[] {
  try {
    const { functionName, args } = decodeFunctionData({ abi: erc20Abi, data });
    return functionName === "approve" ? [args[0]] : [];
  } catch {
    return [];
  }
}

function distinct(addresses: readonly Address[]): Address[] {
  return [...new Set(addresses.map((address) => getAddress(address)))];
}
