import { quotedName, symbolName } from "@zksync-sso/sdk/session";
import type { FactsByTarget } from "../approval/target-facts.ts";
import { hostOf } from "../ui/asker.tsx";
import { addressInGroups } from "../words/address.ts";
import { amountInWords, ethInWords } from "../words/amount.ts";
import type { Deed } from "./activity.ts";

/** A line that says what was done, how much of it, and with whom. */
export interface DeedWords {
  readonly what: string;
  readonly amount?: string;
  readonly details: readonly string[];
}

const PLAIN = {
  "all-apps-ended": "Ended what all apps may do",
  "all-guardians-removed": "Removed all guardians",
  "all-passkeys-removed": "Removed all passkeys",
  "passkey-added": "Added a passkey",
  "passkey-removed": "Removed a passkey",
  "recovery-begun": "A guardian began a recovery",
  "recovery-done": "A recovery added a passkey",
  "recovery-stopped": "A recovery was stopped",
} as const;

const WITH_OTHER = {
  "guardian-asked": "Asked somebody to be a guardian",
  "guardian-agreed": "A guardian agreed",
  "guardian-removed": "Removed a guardian",
  "owner-added": "Added a key kept elsewhere",
  "owner-removed": "Removed a key kept elsewhere",
  "contract-let-in": "Let a contract into your account",
  "contract-removed": "Removed a contract from your account",
  "hook-added": "Let a contract refuse what you do",
  "hook-removed": "Removed a contract that could refuse what you do",
  "code-changed": "Changed your account’s code",
  "code-followed": "Had another contract choose your account’s code",
} as const;

/** Where a deed is known from. */
export interface DeedSource {
  /** Of apps that were approved on this device, by the hashes of their sessions. */
  readonly origins: Readonly<Record<string, string>>;
  /** Whether the account itself made the transaction. */
  readonly isOwn: boolean;
}

/**
 * Says what was done.
 *
 * @param facts - of tokens; names and symbols are their own claim, and quoted
 */
export function deedInWords(deed: Deed, facts: FactsByTarget, { origins, isOwn }: DeedSource): DeedWords {
  switch (deed.kind) {
    case "sent":
    case "received":
      return movementInWords(deed, facts, isOwn);
    case "app-let":
    case "app-ended": {
      const origin = origins[deed.sessionHash];
      return {
        what: deed.kind === "app-let" ? "Let an app act for you" : "Ended what an app may do",
        details: origin !== undefined && URL.canParse(origin) ? [hostOf(origin)] : [],
      };
    }
    default:
      return "other" in deed
        ? { what: WITH_OTHER[deed.kind], details: [addressInGroups(deed.other)] }
        : { what: PLAIN[deed.kind], details: [] };
  }
}

function movementInWords(
  { kind, token, amount, other }: Extract<Deed, { kind: "sent" | "received" }>,
  facts: FactsByTarget,
  isOwn: boolean,
): DeedWords {
  // Any contract can log that somebody has sent what it makes up; Era's ledger of ETH does not.
  const isClaim = kind === "sent" && token !== undefined && !isOwn;
  const sent = isClaim ? "A token says that you sent" : "Sent";
  const what = kind === "sent" ? sent : "Received";
  const whom = `${kind === "sent" ? "To" : "From"} ${addressInGroups(other)}`;
  if (token === undefined) return { what, amount: ethInWords(amount ?? 0n), details: [whom] };
  const { name, symbol, decimals } = facts.get(token.toLowerCase()) ?? {};
  const details = [whom, `The token is at ${addressInGroups(token)}`];
  if (amount === undefined) return { what, amount: `one of ${quotedName(name) ?? "a collection"}`, details };
  const unit = symbolName(symbol);
  if (unit === undefined || decimals === undefined)
    return { what: `${what} tokens that have no name`, details };
  return { what, amount: `${amountInWords(amount, decimals)} ${unit}`, details };
}
