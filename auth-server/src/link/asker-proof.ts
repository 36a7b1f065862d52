import type { StorageLike } from "@zksync-sso/sdk";
import * as v from "valibot";

/** What a request by redirect says of itself: where its answer goes, and the app's name for it. */
export interface RedirectAsker {
  readonly redirectUri: string;
  readonly state: string;
}

const KEY = "zksync-sso.asker";
const AskedBackSchema = v.object({ redirectUri: v.string(), state: v.string(), challenge: v.string() });

/**
 * Makes the challenge that the asker is asked back with: sent to where the answer goes, so that only that page can return it,
 * and it returns it for a request of its own alone. Anybody can write a link to here with somebody else's address in it.
 */
export function newChallenge(storage: StorageLike, { redirectUri, state }: RedirectAsker): string {
  const challenge = crypto.randomUUID();
  storage.setItem(KEY, JSON.stringify({ redirectUri, state, challenge }));
  return challenge;
}

/** Says whether the asker has returned the challenge that this tab asked it back with. The page may be loaded again meanwhile. */
export function hasReturned(storage: StorageLike, asker: RedirectAsker, challenge: string): boolean {
  const sent = askedBack(storage);
  return (
    sent?.challenge === challenge && sent.redirectUri === asker.redirectUri && sent.state === asker.state
  );
}

/** Forgets the challenge: the request is answered. */
export function forgetChallenge(storage: StorageLike): void {
  storage.removeItem(KEY);
}

function askedBack(storage: StorageLike): v.InferOutput<typeof AskedBackSchema> | undefined {
  try {
    return v.parse(AskedBackSchema, JSON.parse(storage.getItem(KEY) ?? "null"));
  } catch {
    return undefined;
  }
}
