import { getAddress, toFunctionSelector, zeroAddress, type Address } from "viem";
import { readGrant } from "../approval/read-grant.ts";
import type { FactsByTarget } from "../approval/target-facts.ts";
import type { AskedCall } from "./asked-transaction.ts";
import { readMovement } from "./movement.ts";

/** Selectors of the functions by which tokens of amounts are moved, and let somebody move them. */
const STANDARD: ReadonlySet<string> = new Set(
  ["transfer(address,uint256)", "transferFrom(address,address,uint256)", "approve(address,uint256)"].map(
    toFunctionSelector,
  ),
);

/** More is not asked for at once. */
export const MOST_HOLDINGS = 64;

/** Something to watch: what the account has of a token, or what a spender may take of it. */
export interface Holding {
  /** The zero address for ETH. */
  readonly token: Address;
  /** The zero address for what the account has. */
  readonly spender: Address;
}

/**
 * Lists what calls may change: ETH, then each token that is called, then what may be taken of it; first by those that its function
 * lets take something. Of more than are asked for at once, it lists one.
 */
export function holdingsOf(calls: readonly AskedCall[], facts: FactsByTarget): Holding[] {
  const holdings = new Map<string, Holding>();
  for (const holding of everyHolding(calls, facts)) {
    holdings.set(`${holding.token} ${holding.spender}`, holding);
    if (holdings.size > MOST_HOLDINGS) break;
  }
  return [...holdings.values()];
}

function* everyHolding(calls: readonly AskedCall[], facts: FactsByTarget): Iterable<Holding> {
  const called = distinct(calls.map(({ to }) => to));
  yield { token: zeroAddress, spender: zeroAddress };
  for (const token of called) if (isToken(token, facts)) yield { token, spender: zeroAddress };
  yield* calls.filter(({ to }) => isFungible(to, facts)).flatMap(grantedBy);
  const spenders = distinct([...calls.flatMap(addressesIn), ...called]);
  for (const token of called.filter((each) => isFungible(each, facts)))
    for (const spender of spenders) if (spender !== token) yield { token, spender };
}

/**
 * Says whether all that calls can change of what the account has is watched, and is the same when they are done for real: ETH is
 * sent to no contract, which could give it back in a trial alone, and tokens of amounts are called by their standard's functions,
 * with arguments that can be read.
 */
export function isAllWatched(calls: readonly AskedCall[], facts: FactsByTarget): boolean {
  const holdings = holdingsOf(calls, facts);
  const isWatched = (call: AskedCall): boolean =>
    call.data === "0x"
      ? facts.get(call.to.toLowerCase())?.hasCode === false
      : call.value === 0n && isFungible(call.to, facts) && isStandard(call, holdings);
  return holdings.length <= MOST_HOLDINGS && calls.every(isWatched);
}

function isStandard(call: AskedCall, holdings: readonly Holding[]): boolean {
  if (!STANDARD.has(call.data.slice(0, 10))) return false;
  const granted = grantedBy(call);
  if (granted.length === 0) return readMovement(call.data) !== undefined;
  return granted.every((one) =>
    holdings.some(({ token, spender }) => token === one.token && spender === one.spender),
  );
}

/** What a call lets somebody take, whatever their address looks like; nothing is let to nobody. */
function grantedBy({ to, data }: AskedCall): Holding[] {
  const grant = readGrant(data);
  return grant && grant.spender !== zeroAddress ? [{ token: getAddress(to), spender: grant.spender }] : [];
}

function isFungible(address: Address, facts: FactsByTarget): boolean {
  const { decimals, standard } = facts.get(address.toLowerCase()) ?? {};
  return decimals !== undefined && standard === undefined;
}

function isToken(address: Address, facts: FactsByTarget): boolean {
  const { decimals, standard } = facts.get(address.toLowerCase()) ?? {};
  return decimals !== undefined || standard !== undefined;
}

/**
 * The addresses among a call's arguments: one of them may be let to take something, whatever the function is called. What begins
 * with many zeros is rather a number.
 */
function addressesIn({ data }: AskedCall): Address[] {
  const words = data.slice(10).match(/.{64}/g) ?? [];
  return words.flatMap((word) => (/^0{24}(?!0{8})/.test(word) ? [getAddress(`0x${word.slice(24)}`)] : []));
}

function distinct(addresses: readonly Address[]): Address[] {
  return [...new Set(addresses.map((address) => getAddress(address)))];
}
