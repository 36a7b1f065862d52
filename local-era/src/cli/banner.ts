import { DEFAULT_BASE_FEE } from "../chain/fees.ts";
import type { Sealing } from "../chain/sealing.ts";
import { PLUGIN_ACCOUNTS } from "./dev-accounts.ts";
import type { Configuration } from "./configuration.ts";
import type { PhraseAccounts } from "./derive-accounts.ts";

const ETHER = 10n ** 18n;

/** Describes what the chain starts with, as lines: accounts and settings. */
export function settingsOf(
  config: Configuration,
  { accounts, mnemonic }: PhraseAccounts,
  version: string,
): readonly string[] {
  const list = accounts.map(({ address, privateKey }, i) => `(${i}) ${address}  key ${privateKey}`);
  return [
    `local-era ${version}: an in-memory ZKsync Era node that runs EVM code`,
    "",
    `Funded accounts, ${config.balance / ETHER} ETH each (keys are public: for local use only)`,
    ...list,
    `Their phrase: ${mnemonic}`,
    `Their path: ${config.accounts.derivationPath}`,
    "Funded as well: the accounts of Hardhat's ZKsync plugins (keys in their src/rich-wallets.ts)",
    ...PLUGIN_ACCOUNTS,
    "",
    `Chain id ${config.chainId}, genesis timestamp ${config.timestamp}`,
    `Base fee ${DEFAULT_BASE_FEE} wei, ${config.gasPerPubdata} gas per published byte`,
    `Blocks are made ${describeSealing(config.sealing)}; the sequencer's validation rules are ${config.enforceRules ? "on" : "off"}`,
  ];
}

/** What the node prints when it is ready. */
export function banner(
  { showsConfig, withoutEffect }: Configuration,
  settings: readonly string[],
  urls: readonly string[],
): string {
  return [
    ...(showsConfig ? settings : []),
    ...withoutEffect.map((name) => `--${name} has no effect on this node (see --help)`),
    ...urls.map((url) => `Listening on ${url}`),
  ].join("\n");
}

function describeSealing(sealing: Sealing): string {
  if (sealing.mode === "automatic") return "with every transaction";
  return sealing.mode === "manual" ? "on request" : `every ${sealing.seconds} s`;
}
