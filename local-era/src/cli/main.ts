// SPDX-License-Identifier: MIT
import { Node } from "../chain/node.ts";
import type { Address } from "../primitives/hex.ts";
import { Dispatcher } from "../rpc/dispatcher.ts";
import { methods } from "../rpc/methods.ts";
import { portOf, serve } from "../rpc/server.ts";
import { parseArguments } from "./arguments.ts";
import { banner, helpText } from "./banner.ts";
import { configure } from "./configuration.ts";
import type { Configuration } from "./configuration.ts";
import { deriveAccounts } from "./derive-accounts.ts";
import { PLUGIN_ACCOUNTS } from "./dev-accounts.ts";
import type { DevAccount } from "./dev-accounts.ts";
import { UsageError } from "./usage-error.ts";
import { readVersion } from "./version.ts";

const EXIT_FAILURE = 1;
const EXIT_USAGE = 2;

/**
 * Runs `anvil-zksync` with the given arguments. Resolves once the node listens (it then lives until a signal ends
 * the process) or the command is done; what goes wrong is printed and becomes the exit code.
 */
export async function main(argv: readonly string[]): Promise<void> {
  try {
    const args = parseArguments(argv);
    if (args.has("help")) process.stdout.write(helpText());
    else if (args.has("version")) process.stdout.write(`anvil-zksync ${readVersion()} (local-era)\n`);
    else await start(configure(args));
  } catch (error) {
    process.stderr.write(`error: ${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = error instanceof UsageError ? EXIT_USAGE : EXIT_FAILURE;
  }
}

async function start(config: Configuration): Promise<void> {
  const version = readVersion();
  const accounts = await deriveAccounts(config.accounts);
  const node = new Node({
    chainId: config.chainId,
    timestamp: config.timestamp,
    balances: balancesOf(accounts, config.balance),
    sealing: config.sealing,
    autoImpersonate: config.autoImpersonate,
    dropSilently: config.dropSilently,
    clientVersion: `local-era/${version}`,
    log: (line) => config.silent || process.stdout.write(`${line}\n`),
  });
  try {
    const server = await serve(new Dispatcher(node, methods), config);
    const url = `http://${config.host}:${portOf(server)}`;
    if (!config.silent) process.stdout.write(banner(config, accounts, version, url));
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
