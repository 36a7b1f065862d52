import { grantingFunction, quotedName } from "@zksync-sso/sdk/session";
import { isAddressEqual, toFunctionSelector, type Address } from "viem";
import { ENDLESS } from "../approval/endless.ts";
import type { Permission } from "../approval/permissions.ts";
import { readGrant, type Grant } from "../approval/read-grant.ts";
import type { FactsByTarget } from "../approval/target-facts.ts";
import { addressInGroups } from "../words/address.ts";
import { ethInWords } from "../words/amount.ts";
import type { AskedCall } from "./asked-transaction.ts";
import { movingName, readMovement, type MovedPart, type Movement } from "./movement.ts";
import { tokenUnit } from "./token-unit.ts";

/** A line that says what a call does, as far as that can be read from it. */
export type Effect = Omit<Permission, "limits"> & { readonly limits: readonly []; readonly risk?: string };

/** How many kinds of token of one call are listed. */
const MOST_PARTS = 8;

const APPROVE = toFunctionSelector("approve(address,uint256)");
const TOKENS_AT_RISK = "Whoever is named there can take these tokens at any time later on.";

/**
 * Says what an account's calls do: ETH and tokens by amount and recipient, anything else by the contract that decides it. Whom a
 * known function names is said even if nothing is known of its contract.
 */
export function effectsOf(calls: readonly AskedCall[], account: Address, facts: FactsByTarget): Effect[] {
  return calls.map((call) => effectOf(call, account, facts));
}

function effectOf(call: AskedCall, account: Address, facts: FactsByTarget): Effect {
  const { to, value, data } = call;
  if (data === "0x") return line("Send ETH", ethInWords(value), to, []);
  const [movement, grant] = [readMovement(data), readGrant(data)];
  const effect = movement
    ? moveEffect(call, movement, account, facts)
    : grant
      ? grantEffect(call, grant, facts)
      : unknownEffect(call, facts);
  if (facts.get(to.toLowerCase())?.hasCode !== false) return effect;
  return { risk: "There is no contract at that address.", ...effect };
}

function moveEffect(
  call: AskedCall,
  { from, to, parts }: Movement,
  account: Address,
  facts: FactsByTarget,
): Effect {
  const { moved, details, words } = movedInWords(call, parts, facts);
  const amount = withValue(words, call);
  // Many tokens let their owner call `transferFrom` without an allowance.
  if (from === undefined || isAddressEqual(from, account)) return line(`Send ${moved}`, amount, to, details);
  return line(`Move ${moved} of somebody else’s`, amount, to, [`From ${addressInGroups(from)}`, ...details]);
}

/** Says what is moved, and how much: a contract of several tokens has decimals for none of them. */
function movedInWords({ to }: AskedCall, parts: readonly MovedPart[], facts: FactsByTarget) {
  const [first, ...others] = parts;
  if (first && others.length === 0 && first.id === undefined) {
    const { moved, inWords, details } = tokenUnit(to, facts);
    return { moved, details, words: inWords(first.units) };
  }
  const { name } = facts.get(to.toLowerCase()) ?? {};
  const shown = parts.slice(0, MOST_PARTS).map((part) => `${part.units} of number ${part.id}`);
  const more = parts.length - shown.length;
  return {
    moved: quotedName(name) ?? "tokens",
    details: [
      "How many units make one of them is not known",
      `The contract that has them is at ${addressInGroups(to)}`,
    ],
    words: [...shown, ...(more > 0 ? [`${more} more that are not shown`] : [])].join(", ") || "nothing",
  };
}

function grantEffect(call: AskedCall, grant: Grant, facts: FactsByTarget): Effect {
  const { kind, owned, inWords, details } = tokenUnit(call.to, facts);
  const isOfTokens =
    grant.amount !== undefined &&
    grant.token === undefined &&
    (kind === "amounts" || call.data.slice(0, 10) === APPROVE);
  if (!isOfTokens) return otherGrantEffect(call, grant, facts);
  const { amount = 0n, spender, isAdded } = grant;
  const isEndless = kind !== "pieces" && amount >= ENDLESS;
  const words = isEndless ? "all of it" : `${inWords(amount)}${isAdded ? " more" : ""}`;
  return {
    ...line(`Let somebody take ${owned}`, withValue(words, call), spender, details),
    // The number of a piece may be 0.
    ...((amount > 0n || kind !== "amounts") && {
      risk: TOKENS_AT_RISK,
    }),
  };
}

/** What a contract lets somebody take that is no token itself, or all of a token's. */
function otherGrantEffect(call: AskedCall, grant: Grant, facts: FactsByTarget): Effect {
  const { name: contract } = facts.get(call.to.toLowerCase()) ?? {};
  const { name, amount, spender, token, isTakenBack } = grant;
  const limit = amount === undefined ? "no upper limit" : amount >= ENDLESS ? "all of it" : `${amount} units`;
  const named = quotedName(contract) ?? "a contract";
  return {
    ...line(
      `Let somebody take ${token ? `tokens of yours by ${named}` : `what you have in ${named}`}`,
      withValue(isTakenBack ? "nothing any more" : limit, call),
      spender,
      [
        ...(token ? [`The token is at ${addressInGroups(token)}`] : []),
        `The contract is at ${addressInGroups(call.to)}`,
      ],
    ),
    ...(!isTakenBack && { risk: token ? TOKENS_AT_RISK : grantingRisk(name) }),
  };
}

function unknownEffect(call: AskedCall, facts: FactsByTarget): Effect {
  const { to, value, data } = call;
  const { name } = facts.get(to.toLowerCase()) ?? {};
  const risk = unreadableRisk(call);
  return {
    ...line(`Use ${quotedName(name) ?? "a contract"}`, value > 0n ? ethInWords(value) : "no ETH", to, [
      `Its function ${data.slice(0, 10)} decides what happens`,
    ]),
    ...(risk !== undefined && { risk }),
  };
}

/** Says what a known function does whose arguments are cut off: whom it names, its contract alone knows. */
function unreadableRisk({ data }: AskedCall): string | undefined {
  const [moving, grant] = [movingName(data), grantingFunction(data)];
  if (moving !== undefined) return `“${moving}” moves what you have there, and to whom cannot be read.`;
  return grant && grantingRisk(grant.name);
}

function grantingRisk(name: string): string {
  return `“${name}” lets somebody else take what you have there, at any time later on.`;
}

/** ETH that goes along is part of the amount. */
function withValue(amount: string, { value }: AskedCall): string {
  return value > 0n ? `${amount} and ${ethInWords(value)}` : amount;
}

function line(what: string, amount: string, to: Address, details: readonly string[]): Effect {
  return { what, amount, address: addressInGroups(to), details, limits: [] };
}
