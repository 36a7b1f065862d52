import type { Address, Hex } from "viem";

/** Where the app's contracts are, and whom it talks to: `/app.json`, which is served beside the page. */
export interface AppConfig {
  readonly rpcUrl: string;
  /** The auth server's page for requests. */
  readonly authServerUrl: string;
  /** Who gets the tips. */
  readonly tipJar: Address;
  /** A token that anybody may mint. */
  readonly token: Address;
  /** Pays the fees of whoever wants it to. */
  readonly paymaster: Address;
  /** Key of an account with test ETH, which everybody knows: only where the chain is one for trying things out. */
  readonly faucetKey?: Hex;
}

/** Reads the app's configuration. */
export async function loadConfig(): Promise<AppConfig> {
  const response = await fetch("/app.json", { cache: "no-cache" });
  if (!response.ok) throw new Error(`There is no app.json beside this page (${response.status}).`);
  return (await response.json()) as AppConfig;
}
