import { randomId } from "../messages/random-id.js";
import { hasEvents } from "./has-events.js";
import { WALLET_ICON, WALLET_NAME, WALLET_RDNS } from "./wallet-info.js";
import type { WalletProvider } from "./wallet-provider.js";

/** What a wallet says of itself (EIP-6963, `EIP6963ProviderInfo`). */
export interface ProviderInfo {
  readonly uuid: string;
  readonly name: string;
  readonly icon: string;
  readonly rdns: string;
}

/**
 * Announces a provider to the page's lists of wallets (EIP-6963), now and whenever they ask. Returns a function that
 * stops. Does nothing on a server.
 *
 * @example
 * const stop = announceProvider(new WalletProvider({ metadata: undefined, chains: [chain] }))
 */
export function announceProvider(provider: WalletProvider, info: Partial<ProviderInfo> = {}): () => void {
  if (!hasEvents()) return () => undefined;
  const detail = Object.freeze({
    info: Object.freeze({
      uuid: randomId(),
      name: WALLET_NAME,
      icon: WALLET_ICON,
      rdns: WALLET_RDNS,
      ...info,
    }),
    provider,
  });
  const announce = (): void => {
    window.dispatchEvent(new CustomEvent("eip6963:announceProvider", { detail }));
  };
  window.addEventListener("eip6963:requestProvider", announce);
  announce();
  return () => {
    window.removeEventListener("eip6963:requestProvider", announce);
  };
}
