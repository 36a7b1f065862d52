import type { DevAccount } from "./dev-accounts.ts";
import type { Configuration } from "./configuration.ts";

const ETHER = 10n ** 18n;

/** What the node prints when it is ready. */
export function banner(
  config: Configuration,
  accounts: readonly DevAccount[],
  version: string,
  url: string,
): string {
  const listening = `Listening on ${url}`;
  if (!config.showsConfig) return `${listening}\n`;
  const list = accounts.map(({ address, privateKey }, i) => `(${i}) ${address}  key ${privateKey}`);
  return [
    `local-era ${version}: an in-memory ZKsync Era node that runs EVM code`,
    "",
    `Funded accounts, ${config.balance / ETHER} ETH each (keys are public: for local use only)`,
    ...list,
    "",
    `Chain id ${config.chainId}, genesis timestamp ${config.timestamp}`,
    listening,
    "",
  ].join("\n");
}
