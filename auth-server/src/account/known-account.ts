import * as v from "valibot";
import { AddressSchema } from "../chains/address-schema.ts";
import { keptUnfinished } from "./kept-unfinished.ts";
import { forgetPlaces } from "./planned-places.ts";

/** Where the accounts are kept; other tabs are told when that changes. */
export const ACCOUNTS_KEY = "zksync-sso.accounts";

export const KnownAccountSchema = v.object({
  address: AddressSchema,
  credentialId: v.pipe(v.string(), v.maxLength(2048)),
  /** COSE_Key, in base64. */
  publicKey: v.pipe(v.string(), v.maxLength(512), v.base64()),
  /** The `user.id` that the passkey was made with (base64url), if it is known: browsers list passkeys by it. */
  userId: v.optional(v.pipe(v.string(), v.maxLength(128))),
});

/** An account that was used on this device, and its passkey's public half. Nothing of it is secret. */
export type KnownAccount = v.InferOutput<typeof KnownAccountSchema>;

const StoredSchema = v.record(v.string(), v.unknown());

/** Returns the account that was used last on a chain. */
export function knownAccount(chainId: number): KnownAccount | undefined {
  return read()[String(chainId)];
}

/**
 * Remembers the account for the next time. Where the browser keeps nothing, the person picks their passkey then. A sign-up that
 * was under way there is over: it would take this account's place later.
 */
export function rememberAccount(chainId: number, account: KnownAccount): void {
  keptUnfinished(chainId).forget();
  write({ ...read(), [String(chainId)]: account });
}

/** Forgets the account of a chain on this device; the account and its passkey stay as they are. */
export function forgetAccount(chainId: number): void {
  const { [String(chainId)]: forgotten, ...others } = read();
  forgetPlaces();
  if (forgotten) write(others);
}

function read(): Record<string, KnownAccount> {
  try {
    const stored = v.parse(StoredSchema, JSON.parse(localStorage.getItem(ACCOUNTS_KEY) ?? "{}"));
    // One that cannot be read takes none of the others along.
    const readable = Object.entries(stored).filter(([, each]) => v.is(KnownAccountSchema, each));
    return Object.fromEntries(readable) as Record<string, KnownAccount>;
  } catch {
    return {};
  }
}

function write(accounts: Record<string, KnownAccount>): void {
  try {
    localStorage.setItem(ACCOUNTS_KEY, JSON.stringify(accounts));
  } catch {
    // Full or forbidden.
  }
}
