import * as v from "valibot";
import { KnownAccountSchema } from "../account/known-account.ts";
import type { ChainConfig } from "../chains/chain-config.ts";
import { ExplainedError } from "../words/problem.ts";

/** Where it is kept. */
const KEY = "zksync-sso.recovery";

const StoredRecoverySchema = v.object({
  chainId: v.pipe(v.number(), v.integer(), v.minValue(1)),
  /** With the new passkey, which opens it when the recovery is finished. */
  account: KnownAccountSchema,
  /** A guardian has begun with it: if that is over without the passkey being in, somebody has stopped it. */
  hasBegun: v.boolean(),
});

/** A passkey that was made on this device for an account that it does not open yet. Nothing of it is secret. */
export type StoredRecovery = v.InferOutput<typeof StoredRecoverySchema>;

/** Returns the recovery that is going on on this device, unless it is of a chain that the page serves no more. */
export function storedRecoveryOn(chains: readonly ChainConfig[]): StoredRecovery | undefined {
  const stored = storedRecovery();
  return chains.some(({ id }) => id === stored?.chainId) ? stored : undefined;
}

/** Returns the recovery that is going on on this device. */
function storedRecovery(): StoredRecovery | undefined {
  try {
    return v.parse(StoredRecoverySchema, JSON.parse(localStorage.getItem(KEY) ?? "null"));
  } catch {
    return undefined;
  }
}

/**
 * Keeps a recovery until it is finished or given up.
 *
 * @throws ExplainedError if the browser does not
 */
export function keepRecovery(recovery: StoredRecovery): void {
  write(KEY, JSON.stringify(recovery));
}

/** Remembers that a guardian has begun, so that it can be told if somebody stops it; not once another has taken its place. */
export function rememberBegun(recovery: StoredRecovery): void {
  if (!isStored(recovery)) return;
  try {
    keepRecovery({ ...recovery, hasBegun: true });
  } catch {
    // It goes on all the same.
  }
}

/**
 * Makes sure that a recovery could be kept, before a passkey is made for it.
 *
 * @throws ExplainedError if the browser would not keep it
 */
export function checkKept(): void {
  write(`${KEY}.try`, "0".repeat(4096));
  localStorage.removeItem(`${KEY}.try`);
}

/** Forgets a recovery of this device; not one that another tab has begun since. */
export function forgetRecovery(recovery: StoredRecovery): void {
  if (!isStored(recovery)) return;
  try {
    localStorage.removeItem(KEY);
  } catch {
    // Where nothing can be removed, nothing was kept.
  }
}

function isStored({ account }: StoredRecovery): boolean {
  return storedRecovery()?.account.credentialId === account.credentialId;
}

function write(key: string, text: string): void {
  try {
    localStorage.setItem(key, text);
  } catch {
    throw new ExplainedError({
      what: "This browser keeps nothing for this page.",
      remedy: "It takes a day to get back in. Open this page in a window that is not private, and try again.",
    });
  }
}
