import { getAddress, toFunctionSelector, zeroAddress, type Address } from "viem";
import type { FactsByTarget } from "../approval/target-facts.ts";
import type { AskedCall } from "./asked-transaction.ts";

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

/** Lists what calls may change: ETH, then each token that is called, then what those that are named may take of it. */
export function holdingsOf(calls: readonly AskedCall[], facts: FactsByTarget): Holding[] {
  const called = distinct(calls.map(({ to }) => to));
  const tokens = called.filter((address) => isToken(address, facts));
  const spenders = distinct([...calls.flatMap(addressesIn), ...called]);
  const balances = [zeroAddress, ...tokens].map((token) => ({ token, spender: zeroAddress }));
  const allowances = tokens
    .filter((token) => isFungible(token, facts))
    .flatMap((token) =>
      spenders.filter((spender) => spender !== token).map((spender) => ({ token, spender })),
    );
  return [...balances, ...allowances];
}

/**
 * Says whether all that calls can change of what the account has is watched, and is the same when they are done for real: ETH is
 * sent to no contract, which could give it back in a trial alone, and tokens of amounts are called by their standard's functions.
 */
export function isAllWatched(calls: readonly AskedCall[], facts: FactsByTarget): boolean {
  const isWatched = ({ to, value, data }: AskedCall): boolean =>
    data === "0x"
      ? facts.get(to.toLowerCase())?.hasCode === false
      : value === 0n && isFungible(to, facts) && STANDARD.has(data.slice(0, 10));
  return holdingsOf(calls, facts).length <= MOST_HOLDINGS && calls.every(isWatched);
}

function isFungible(address: Address, facts: FactsByTarget): boolean {
  const { decimals, standard } = facts.get(address.toLowerCase()) ?? {};
  return decimals !== undefined && standard === undefined;
}

function isToken(address: Address, facts: FactsByTarget): boolean {
  const { decimals, standard } = facts.get(address.toLowerCase()) ?? {};
  return decimals !== undefined || standard !== undefined;
}

/** The addresses among a call's arguments: one of them may be let to take something, whatever the function is called. */
function addressesIn({ data }: AskedCall): Address[] {
  const words = data.slice(10).match(/.{64}/g) ?? [];
  return words.flatMap((word) => (/^0{24}(?!0{8})/.test(word) ? [getAddress(`0x${word.slice(24)}`)] : []));
}

function distinct(addresses: readonly Address[]): Address[] {
  return [...new Set(addresses.map((address) => getAddress(address)))];
}
