import type { Address } from "viem";
import * as v from "valibot";
import { AddressSchema } from "../chains/address-schema.ts";

const KEY = "zksync-sso.planned";
/** So many are remembered: each is a try to make an account. */
const MOST = 50;

const StoredSchema = v.array(
  v.object({ credentialId: v.pipe(v.string(), v.maxLength(2048)), address: AddressSchema }),
);

/**
 * Remembers where a passkey's account may be, for every tab: one that was duplicated in the middle of a sign-up has the passkey, and
 * would take what the other tab makes for a stranger's account.
 */
export function rememberPlace(credentialId: string, address: Address): void {
  const kept = read().slice(1 - MOST);
  try {
    localStorage.setItem(KEY, JSON.stringify([...kept, { credentialId, address }]));
  } catch {
    // Full or forbidden: each tab knows its own, then.
  }
}

/** Returns where a passkey's account may be, as far as any tab of this browser has planned it. */
export function placesOf(credentialId: string): Address[] {
  return read()
    .filter((each) => each.credentialId === credentialId)
    .map(({ address }) => address);
}

/** Forgets all of them: they say whose accounts were made here. */
export function forgetPlaces(): void {
  try {
    localStorage.removeItem(KEY);
  } catch {
    // Where nothing can be forgotten, nothing was kept.
  }
}

function read(): v.InferOutput<typeof StoredSchema> {
  try {
    return v.parse(StoredSchema, JSON.parse(localStorage.getItem(KEY) ?? "[]"));
  } catch {
    return [];
  }
}
