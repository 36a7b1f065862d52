import { writeFileSync } from "node:fs";
import { DEFAULT_BASE_FEE } from "../chain/fees.ts";
import type { PhraseAccounts } from "./derive-accounts.ts";
import type { Configuration } from "./configuration.ts";

/**
 * Writes what a program needs to use the node: accounts with their keys, settings, where it listens. The names are Anvil's
 * (Foundry), fees in wei and times in seconds, as texts. Throws an Error that names the file.
 */
export function writeConfigFile(
  config: Configuration,
  { accounts, mnemonic }: PhraseAccounts,
  urls: readonly string[],
): void {
  if (config.configFile === undefined) return;
  const content = {
    available_accounts: accounts.map(({ address }) => address),
    private_keys: accounts.map(({ privateKey }) => privateKey),
    wallet: { derivation_path: config.accounts.derivationPath, mnemonic },
    chain_id: String(config.chainId),
    base_fee: String(DEFAULT_BASE_FEE),
    gas_price: String(DEFAULT_BASE_FEE),
    genesis_timestamp: String(config.timestamp),
    endpoints: urls,
  };
  try {
    writeFileSync(config.configFile, `${JSON.stringify(content, undefined, 2)}\n`);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(`the settings cannot be written to ${config.configFile}: ${reason}`, { cause: error });
  }
}
