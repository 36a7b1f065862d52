import { decodeFunctionData, erc20Abi, isAddressEqual, type Address } from "viem";
import { ENDLESS, grantingFunction } from "../approval/granting-functions.ts";
import type { FactsByTarget } from "../approval/target-facts.ts";
import type { Permission } from "../approval/permissions.ts";
import { addressInGroups } from "../words/address.ts";
import { amountInWords, ethInWords } from "../words/amount.ts";
import { quotedName, symbolName } from "@zksync-sso/sdk/session";
import type { AskedCall } from "./asked-transaction.ts";

/** A line that says what a call does, as far as that can be read from it. */
export type Effect = Omit<Permission, "limits"> & { readonly limits: readonly []; readonly risk?: string };

/** Says what an account's calls do: ETH and tokens by amount and recipient, anything else by the contract that decides it. */
export function effectsOf(calls: readonly AskedCall[], account: Address, facts: FactsByTarget): Effect[] {
  return calls.map((call) => effectOf(call, account, facts));
}

function effectOf(call: AskedCall, account: Address, facts: FactsByTarget): Effect {
  const { to, value, data } = call;
  if (data === "0x") return line("Send ETH", ethInWords(value), to, [], []);
  return tokenEffect(call, account, facts) ?? unknownEffect(call, facts);
}

function tokenEffect(
  { to, value, data }: AskedCall,
  account: Address,
  facts: FactsByTarget,
): Effect | undefined {
  const { symbol, decimals } = facts.get(to.toLowerCase()) ?? {};
  if (symbol === undefined || decimals === undefined || value !== 0n) return undefined;
  const amount = (units: bigint): string => `${amountInWords(units, decimals)} ${symbolName(symbol)}`;
  const token = `The token is at ${addressInGroups(to)}`;
  try {
    const { functionName, args } = decodeFunctionData({ abi: erc20Abi, data });
    const send = (recipient: Address, units: bigint): Effect =>
      line(`Send ${symbolName(symbol)}`, amount(units), recipient, [token]);
    if (functionName === "transfer") return send(...args);
    // Many tokens let their owner do that without an allowance.
    if (functionName === "transferFrom" && isAddressEqual(args[0], account)) return send(args[1], args[2]);
    if (functionName === "transferFrom")
      return line(`Move ${symbolName(symbol)} of somebody else’s`, amount(args[2]), args[1], [
        `From ${addressInGroups(args[0])}`,
        token,
      ]);
    if (functionName !== "approve") return undefined;
    const isEndless = args[1] >= ENDLESS;
    return {
      ...line(
        `Let somebody take your ${symbolName(symbol)}`,
        isEndless ? "all of it" : amount(args[1]),
        args[0],
        [token],
      ),
      ...(args[1] > 0n && { risk: "Whoever is named there can take these tokens at any time later on." }),
    };
  } catch {
    return undefined;
  }
}

function unknownEffect({ to, value, data }: AskedCall, facts: FactsByTarget): Effect {
  const { name, hasCode } = facts.get(to.toLowerCase()) ?? {};
  const selector = data.slice(0, 10);
  const grant = grantingFunction(data);
  return {
    ...line(`Use ${quotedName(name) ?? "a contract"}`, value > 0n ? ethInWords(value) : "no ETH", to, [
      `Its function ${selector} decides what happens`,
    ]),
    ...(hasCode === false && { risk: "There is no contract at that address." }),
    ...(grant && {
      risk: `“${grant.name}” lets somebody else take what you have there, at any time later on.`,
    }),
  };
}

function line(
  what: string,
  amount: string,
  to: Address,
  details: readonly string[],
  limits: readonly [] = [],
): Effect {
  return { what, amount, address: addressInGroups(to), details, limits };
}
