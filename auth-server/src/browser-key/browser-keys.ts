import { quotedName } from "@zksync-sso/sdk/session";

/** What a browser's extension offers to pages (EIP-1193). */
export interface KeyProvider {
  request(args: { readonly method: string; readonly params?: unknown }): Promise<unknown>;
}

/** Something in the browser that has keys of the person's own. */
export interface BrowserKey {
  /** What it calls itself, in quotation marks. */
  readonly name: string;
  readonly provider: KeyProvider;
}

/** So many are listed: any script of an extension may announce what it likes. */
const MOST = 12;

/**
 * Finds what has keys in this browser: whoever announces itself (EIP-6963) and, where nobody does, `window.ethereum`.
 *
 * @param onFound - is told all that are known by then, each time one is found
 * @returns what ends it
 */
export function findBrowserKeys(onFound: (keys: readonly BrowserKey[]) => void): () => void {
  const found = new Map<KeyProvider, BrowserKey>();
  const add = (provider: unknown, name: unknown): void => {
    if (!isProvider(provider) || found.has(provider) || found.size === MOST) return;
    const claimed = typeof name === "string" ? quotedName(name) : undefined;
    found.set(provider, { name: claimed ?? "an extension", provider });
    onFound([...found.values()]);
  };
  const hear = (event: Event): void => {
    const { info, provider } = ((event as CustomEvent<unknown>).detail ?? {}) as Announcement;
    add(provider, info?.name);
  };
  window.addEventListener("eip6963:announceProvider", hear);
  window.dispatchEvent(new Event("eip6963:requestProvider"));
  if (found.size === 0) add((window as { ethereum?: unknown }).ethereum, undefined);
  return () => {
    window.removeEventListener("eip6963:announceProvider", hear);
  };
}

/** As EIP-6963 has it; from outside, so that anything may be missing. */
interface Announcement {
  readonly info?: { readonly name?: unknown };
  readonly provider?: unknown;
}

function isProvider(candidate: unknown): candidate is KeyProvider {
  return (
    typeof candidate === "object" &&
    candidate !== null &&
    typeof (candidate as { request?: unknown }).request === "function"
  );
}
