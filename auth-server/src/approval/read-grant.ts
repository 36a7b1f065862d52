import { grantingFunction, type GrantingFunction } from "@zksync-sso/sdk/session";
import { getAddress, numberToHex, type Address, type Hex } from "viem";

/** What a call of a granting function says. */
export interface Grant extends Pick<GrantingFunction, "name" | "isAdded"> {
  /** Who may take something. */
  readonly spender: Address;
  /** Of which token, where the called contract takes those of others. */
  readonly token?: Address;
  /** How much of it; nothing if the function names no amount. */
  readonly amount?: bigint;
  /** It takes back what was let. */
  readonly isTakenBack?: true;
}

/** Reads whom calldata lets take something; nothing if its function grants nothing, or its arguments are cut off. */
export function readGrant(data: Hex): Grant | undefined {
  const fn = grantingFunction(data);
  if (!fn) return undefined;
  const spender = wordAt(data, fn.spender);
  const token = fn.token === undefined ? undefined : wordAt(data, fn.token);
  const amount = fn.amount === undefined ? undefined : wordAt(data, fn.amount);
  const allowed = fn.isOn === undefined ? undefined : wordAt(data, fn.isOn);
  const isCutOff =
    (fn.amount !== undefined && amount === undefined) || (fn.isOn !== undefined && allowed === undefined);
  if (spender === undefined || isCutOff) return undefined;
  return {
    name: fn.name,
    spender: addressIn(spender),
    ...(token !== undefined && { token: addressIn(token) }),
    ...(amount !== undefined && { amount }),
    ...(allowed === 0n && { isTakenBack: true }),
    ...(fn.isAdded && { isAdded: true }),
  };
}

/** What is before an address in its word, some contracts ignore. */
function addressIn(word: bigint): Address {
  return getAddress(numberToHex(BigInt.asUintN(160, word), { size: 20 }));
}

/** A word of calldata after the selector; nothing if it is cut off. */
function wordAt(data: Hex, index: bigint): bigint | undefined {
  const start = 10 + 64 * Number(index);
  const word = data.slice(start, start + 64);
  return word.length === 64 ? BigInt(`0x${word}`) : undefined;
}
