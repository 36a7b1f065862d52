import { Node } from "../chain/node.ts";
import { LogFilter } from "../logging/log-filter.ts";
import type { Address } from "../primitives/hex.ts";
import { takeNamesFrom } from "../printing/project-names.ts";
import { Dispatcher } from "../rpc/dispatcher.ts";
import { methods } from "../rpc/methods.ts";
import { serve } from "../rpc/server.ts";
import type { Listeners } from "../rpc/server.ts";
import type { CodeRecorder } from "../vm/code-recorder.ts";
import { banner, settingsOf } from "./banner.ts";
import { writeConfigFile } from "./config-file.ts";
import type { Configuration } from "./configuration.ts";
import { deriveAccounts } from "./derive-accounts.ts";
import { PLUGIN_ACCOUNTS } from "./dev-accounts.ts";
import type { DevAccount } from "./dev-accounts.ts";
import { endWith } from "./ends-with.ts";
import { readVersion } from "./node-version.ts";
import { openOutput } from "./output.ts";
import { readSourceMaps } from "./source-maps.ts";
import { keepStateFile, loadStateFile, requireWritable } from "./state-file.ts";

/**
 * Starts a node and its server. Throws an Error with advice when it cannot listen.
 *
 * @param recorder is told what contracts execute.
 */
export async function start(config: Configuration, recorder?: CodeRecorder): Promise<void> {
  const version = readVersion();
  const derived = await deriveAccounts(config.accounts);
  const settings = settingsOf(config, derived, version);
  const log = openOutput(config);
  if (config.artifacts !== undefined) takeNamesFrom(config.artifacts);
  const node = new Node({
    chainId: config.chainId,
    timestamp: config.timestamp,
    balances: balancesOf(derived.accounts, config.balance),
    accounts: config.genesisAccounts,
    hash: config.genesisHash,
    sealing: config.sealing,
    order: config.order,
    enforceRules: config.enforceRules,
    trustedStorage: config.trustedStorage,
    gasPerPubdata: config.gasPerPubdata,
    autoImpersonate: config.autoImpersonate,
    dropSilently: config.dropSilently,
    detail: config.detail,
    ...(config.sourceMaps === undefined ? {} : { sources: readSourceMaps(config.sourceMaps) }),
    clientVersion: `local-era/${version}`,
    recorder,
    log,
    logFilter: LogFilter.upTo(config.logLevel),
    settings,
    showsSettings: config.showsConfig,
  });
  let listeners: Listeners | undefined;
  try {
    requireWritable(config.state);
    loadStateFile(node, config.state);
    listeners = await serve(new Dispatcher(node, methods), config);
    writeConfigFile(config, derived, listeners.urls);
    keepStateFile(node, config.state);
    if (config.endsWith !== undefined) endWith(config.endsWith);
    log?.(banner(config, settings, listeners.urls), "node");
  } catch (error) {
    listeners?.close();
    node.close();
    throw error;
  }
}

function balancesOf(accounts: readonly DevAccount[], wei: bigint): Map<Address, bigint> {
  const addresses = [...accounts.map(({ address }) => address), ...PLUGIN_ACCOUNTS];
  return new Map(addresses.map((address) => [address, wei]));
}
