import { parseAbi, zeroAddress, type Address } from "viem";
import { getCode, readContract } from "viem/actions";
import { nodeClient } from "../account/account-client.ts";
import type { FactsByTarget } from "../approval/target-facts.ts";
import type { ChainConfig } from "../chains/chain-config.ts";
import type { AskedCall } from "./asked-transaction.ts";
import { holdingsOf, isAllWatched, MOST_HOLDINGS } from "./watched-holdings.ts";

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

/** What calls change, as far as it was watched. */
export interface Changes {
  readonly changes: readonly Change[];
  /** Whether all that they can change of what the account has was watched: only tokens were called whose amounts are all there is. */
  readonly isComplete: boolean;
}

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
): Promise<Changes | undefined> {
  const { callPreview } = chain.contracts;
  if (!callPreview) return undefined;
  const node = nodeClient(chain);
  const code = await getCode(node, { address: callPreview });
  if (!code) return undefined;
  const holdings = holdingsOf(calls, facts).slice(0, MOST_HOLDINGS);
  const [before, afterwards] = await readContract(node, {
    account,
    address: account,
    abi: PREVIEW,
    functionName: "preview",
    args: [calls.map(({ to, value, data }) => ({ target: to, value, data })), holdings],
    stateOverride: [{ address: account, code }],
  });
  const changes = holdings.flatMap(({ token, spender }, i): Change[] => {
    const [was, is] = [before[i] ?? 0n, afterwards[i] ?? 0n];
    if (was === is) return [];
    return [
      {
        ...(token !== zeroAddress && { token }),
        ...(spender !== zeroAddress && { spender }),
        before: was,
        after: is,
      },
    ];
  });
  return { changes, isComplete: isAllWatched(calls, facts) };
}
