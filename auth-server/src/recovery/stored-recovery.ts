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
  /** When the chain said that the passkey is in, in milliseconds of this device's clock. */
  doneAt: v.optional(v.number()),
});

/** Milliseconds from then in which it is kept, still: a guardian's beginning can be finished for no longer. */
const WINDOW = 72 * 60 * 60 * 1000;

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
    const stored = v.parse(StoredRecoverySchema, JSON.parse(localStorage.getItem(KEY) ?? "null"));
    return stored.doneAt !== undefined && Date.now() > stored.doneAt + WINDOW ? undefined : stored;
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
  if (!recovery.hasBegun) replace({ ...recovery, hasBegun: true });
}

/**
 * Remembers that the chain says that it is done. Forgotten it is later: a node may say so that lies, or of a block that is given up
 * again, and nobody but this browser knows the passkey that waits.
 */
export function rememberDone(recovery: StoredRecovery): void {
  replace({ ...recovery, hasBegun: true, doneAt: Date.now() });
}

function replace(recovery: StoredRecovery): void {
  if (!isStored(recovery)) return;
  try {
    keepRecovery(recovery);
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
