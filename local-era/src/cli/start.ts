import { Node } from "../chain/node.ts";
import { LogFilter } from "../logging/log-filter.ts";
import type { Address } from "../primitives/hex.ts";
import { Dispatcher } from "../rpc/dispatcher.ts";
import { methods } from "../rpc/methods.ts";
import { portOf, serve } from "../rpc/server.ts";
import type { CodeRecorder } from "../vm/code-recorder.ts";
import { banner, settingsOf } from "./banner.ts";
import type { Configuration } from "./configuration.ts";
import { deriveAccounts } from "./derive-accounts.ts";
import { PLUGIN_ACCOUNTS } from "./dev-accounts.ts";
import type { DevAccount } from "./dev-accounts.ts";
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
  const accounts = await deriveAccounts(config.accounts);
  const settings = settingsOf(config, accounts, version);
  const log = openOutput(config);
  const node = new Node({
    chainId: config.chainId,
    timestamp: config.timestamp,
    balances: balancesOf(accounts, config.balance),
    sealing: config.sealing,
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
  try {
    requireWritable(config.state);
    loadStateFile(node, config.state);
    const server = await serve(new Dispatcher(node, methods), config);
    const url = `http://${config.host}:${portOf(server)}`;
    keepStateFile(node, config.state);
    log?.(banner(config, settings, url));
  } catch (error) {
    node.close();
    throw listenError(error, config);
  }
}

function balancesOf(accounts: readonly DevAccount[], wei: bigint): Map<Address, bigint> {
  const addresses = [...accounts.map(({ address }) => address), ...PLUGIN_ACCOUNTS];
  return new Map(addresses.map((address) => [address, wei]));
}

function listenError(error: unknown, { host, port }: Configuration): Error {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  if (code === "EADDRINUSE") return new Error(`port ${port} is already in use: choose another with --port`);
  if (code === "EACCES") return new Error(`no permission to listen on port ${port}: choose one above 1023`);
  if (code === "EADDRNOTAVAIL" || code === "ENOTFOUND") {
    return new Error(`${host} is not an address of this machine: choose another with --host`);
  }
  return error instanceof Error ? error : new Error(String(error));
}
