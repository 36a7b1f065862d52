/** Where a passkey is kept whose account is being made. */
const KEY = "zksync-sso.unfinished";

/** The same, for as long as the page is there, where the browser keeps nothing. */
let kept: string | undefined;

/** Keeps such a passkey as long as this window is open, or at least this page. */
export function keepUnfinished(text: string): void {
  kept = text;
  try {
    sessionStorage.setItem(KEY, text);
  } catch {
    // Full or forbidden: whoever loads the page again begins anew.
  }
}

/** Returns the passkey that is kept. */
export function keptUnfinished(): string | undefined {
  try {
    return sessionStorage.getItem(KEY) ?? kept;
  } catch {
    return kept;
  }
}

/** Forgets it: its account is there, it was given up, or the person has another account. */
export function forgetUnfinished(): void {
  kept = undefined;
  try {
    sessionStorage.removeItem(KEY);
  } catch {
    // Forbidden: nothing was kept.
  }
}
