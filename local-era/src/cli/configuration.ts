import { MAX_GAS_PER_PUBDATA } from "../bootloader/gas.ts";
import { MAX_CHAIN_ID } from "../chain/chain-id.ts";
import { MAX_TIMESTAMP } from "../chain/clock.ts";
import { DEFAULT_GAS_PER_PUBDATA } from "../chain/fees.ts";
import type { GenesisAccount } from "../state/genesis-account.ts";
import { MAX_BLOCK_INTERVAL } from "../chain/sealing.ts";
import { POOL_ORDERS } from "../chain/pool.ts";
import type { PoolOrder } from "../chain/pool.ts";
import type { Sealing } from "../chain/sealing.ts";
import { LOG_LEVELS } from "../logging/log-level.ts";
import type { LogLevel } from "../logging/log-level.ts";
import { GAS_DETAILS, STORAGE_DETAILS, VM_DETAILS } from "../printing/detail.ts";
import type { Detail } from "../printing/detail.ts";
import type { Address, Hex } from "../primitives/hex.ts";
import { MAX_BODY_SIZE } from "../rpc/body-size.ts";
import type { Arguments } from "./arguments.ts";
import { DEFAULT_DERIVATION_PATH, DEFAULT_MNEMONIC } from "./dev-accounts.ts";
import type { AccountSource } from "./derive-accounts.ts";
import { FLAGS, PHRASE_LENGTHS } from "./flags.ts";
import type { FlagName } from "./flags.ts";
import { NO_GENESIS_FILE, readGenesisFile } from "./genesis-file.ts";
import type { StateFiles } from "./state-file.ts";
import { UsageError } from "../primitives/usage-error.ts";

/** Holds everything that the command line determines. */
export interface Configuration {
  /** At least one address to listen on. */
  readonly hosts: readonly string[];
  readonly port: number;
  readonly chainId: bigint;
  /** In seconds. */
  readonly timestamp: bigint;
  readonly accounts: AccountSource;
  /** In wei. */
  readonly balance: bigint;
  readonly sealing: Sealing;
  /** In which order what waits comes into a block. */
  readonly order: PoolOrder;
  /** Hash of block 0, if it is not to be the usual one. */
  readonly genesisHash: Hex | undefined;
  /** What accounts have in block 0, beside the funded ones' balance. */
  readonly genesisAccounts: ReadonlyMap<Address, GenesisAccount>;
  readonly autoImpersonate: boolean;
  readonly dropSilently: boolean;
  readonly enforceRules: boolean;
  /** Contracts whose storage those rules let every account read. */
  readonly trustedStorage: readonly Address[];
  /** Gas per published byte. */
  readonly gasPerPubdata: bigint;
  readonly state: StateFiles;
  /** File with a `MappedBuild`: contracts and their source maps. */
  readonly sourceMaps: string | undefined;
  readonly silent: boolean;
  /** Whether console.log of contracts is printed by a silent node, too. */
  readonly showsConsole: boolean;
  /** Process id of a program; the node ends when that has ended. */
  readonly endsWith: number | undefined;
  /** Folder of a project's artifacts, whose errors and functions are printed by name. */
  readonly artifacts: string | undefined;
  /** Which lines are printed: those of this level and the more important ones. */
  readonly logLevel: LogLevel;
  /** A file that receives what is printed, silent or not. */
  readonly logFile: string | undefined;
  /** How much is printed about each transaction. */
  readonly detail: Detail;
  /** Whether to print accounts and settings at the start. */
  readonly showsConfig: boolean;
  readonly allowOrigin: string | undefined;
  readonly healthCheck: boolean;
  /** Bytes that a request may have; undefined takes any. */
  readonly maxBodySize: number | undefined;
  /** File to write accounts and settings to. */
  readonly configFile: string | undefined;
  /** Flags that were given and change nothing here. */
  readonly withoutEffect: readonly FlagName[];
}

const ETHER = 10n ** 18n;
const MAX_ACCOUNTS = 1000;
const MAX_PROCESS_ID = 2n ** 32n - 1n;
const MAX_ETHER = 10n ** 18n;
const STATE_FLAGS = ["state", "load-state", "dump-state"] as const satisfies readonly FlagName[];

/**
 * Turns flags into a configuration; a flag wins over the genesis file. Throws {@link UsageError} for values that make no
 * sense, and what `readGenesis` throws.
 */
export function configure(args: Arguments, readGenesis = readGenesisFile): Configuration {
  const genesisPath = args.get("init");
  const genesis = genesisPath === undefined ? NO_GENESIS_FILE : readGenesis(genesisPath);
  const number = (name: FlagName, fallback: bigint, max: bigint): bigint =>
    readNumber(name, args.get(name), fallback, max);
  const isSet = (name: FlagName): boolean => args.get(name) === "true";
  return {
    hosts: readHosts(args),
    port: Number(number("port", 8011n, 65_535n)),
    chainId: number("chain-id", genesis.chainId ?? 260n, MAX_CHAIN_ID),
    timestamp: number("timestamp", genesis.timestamp ?? 1000n, MAX_TIMESTAMP),
    accounts: {
      ...readPhrase(args),
      derivationPath: args.get("derivation-path") ?? DEFAULT_DERIVATION_PATH,
      count: Number(number("accounts", 10n, BigInt(MAX_ACCOUNTS))),
    },
    balance: number("balance", 10_000n, MAX_ETHER) * ETHER,
    sealing: readSealing(args),
    order: readChoice("order", args, POOL_ORDERS, "fifo"),
    genesisHash: genesis.hash,
    genesisAccounts: genesis.accounts,
    autoImpersonate: isSet("auto-impersonate"),
    dropSilently: isSet("anvil-send"),
    enforceRules: !isSet("no-validation-rules"),
    trustedStorage: readAddresses("trusted-storage", args),
    gasPerPubdata: number("pubdata-price", DEFAULT_GAS_PER_PUBDATA, MAX_GAS_PER_PUBDATA),
    state: readStateFiles(args, number),
    sourceMaps: args.get("source-maps"),
    silent: isSet("silent"),
    showsConsole: isSet("show-console"),
    endsWith: args.has("ends-with") ? Number(number("ends-with", 0n, MAX_PROCESS_ID)) : undefined,
    artifacts: args.get("artifacts"),
    logLevel: readChoice("log", args, LOG_LEVELS, "info"),
    logFile: args.get("log-file-path"),
    detail: readDetail(args),
    showsConfig: args.get("show-node-config") !== "false",
    allowOrigin: isSet("no-cors") ? undefined : (args.get("allow-origin") ?? "*"),
    healthCheck: isSet("health-check-endpoint"),
    maxBodySize: isSet("no-request-size-limit") ? undefined : MAX_BODY_SIZE,
    configFile: args.get("config-out"),
    withoutEffect: FLAGS.filter((flag) => "hasNoEffect" in flag && args.has(flag.name)).map(
      ({ name }) => name,
    ),
  };
}

function readDetail(args: Arguments): Detail {
  return {
    verbosity: Number(args.get("verbosity") ?? 0),
    storage: readChoice("show-storage-logs", args, STORAGE_DETAILS, "none"),
    gas: readChoice("show-gas-details", args, GAS_DETAILS, "none"),
    vm: readChoice("show-vm-details", args, VM_DETAILS, "none"),
  };
}

/** Reads a flag that takes one of several values. */
function readChoice<T extends string>(
  name: FlagName,
  args: Arguments,
  choices: readonly T[],
  fallback: T,
): T {
  const value = args.get(name) ?? fallback;
  const choice = choices.find((each) => each === value);
  if (choice !== undefined) return choice;
  throw new UsageError(`--${name} must be one of ${choices.join(", ")}, got ${JSON.stringify(value)}`);
}

/** Reads addresses separated by commas; none when the flag is not given. */
function readAddresses(name: FlagName, args: Arguments): readonly Address[] {
  const text = args.get(name);
  if (text === undefined || text === "") return [];
  return text.split(",").map((part) => {
    if (/^0x[0-9a-fA-F]{40}$/.test(part)) return part.toLowerCase() as Address;
    throw new UsageError(
      `--${name} takes addresses of 20 bytes separated by commas, got ${JSON.stringify(part)}`,
    );
  });
}

/** This machine alone, unless told otherwise: whoever reaches the node can move every account's money. */
function readHosts(args: Arguments): readonly string[] {
  const hosts = (args.get("host") ?? "127.0.0.1").split(",").map((host) => host.trim());
  if (!hosts.includes("")) return [...new Set(hosts)];
  throw new UsageError(
    `--host takes addresses with commas between them, got ${JSON.stringify(args.get("host"))}`,
  );
}

function readPhrase(args: Arguments): Pick<AccountSource, "mnemonic" | "randomWords"> {
  const words = args.get("mnemonic-random");
  const mnemonic = args.get("mnemonic");
  if (words === undefined) return { mnemonic: mnemonic ?? DEFAULT_MNEMONIC, randomWords: undefined };
  if (mnemonic !== undefined) throw new UsageError("--mnemonic and --mnemonic-random cannot be combined");
  return { mnemonic: undefined, randomWords: words === "true" ? Number(PHRASE_LENGTHS[0]) : Number(words) };
}

function readSealing(args: Arguments): Sealing {
  if (args.has("no-mining")) {
    if (args.has("block-time")) throw new UsageError("--no-mining and --block-time cannot be combined");
    return { mode: "manual" };
  }
  if (!args.has("block-time")) return { mode: "automatic" };
  const text = args.get("block-time")!;
  const seconds = /^[0-9]{1,7}(\.[0-9]{1,3})?$/.test(text) ? Number(text) : NaN;
  if (seconds > 0 && seconds <= MAX_BLOCK_INTERVAL) return { mode: "interval", seconds };
  throw new UsageError(
    `--block-time must be seconds, from 0.001 to ${MAX_BLOCK_INTERVAL}, got ${JSON.stringify(text)}`,
  );
}

function readStateFiles(
  args: Arguments,
  number: (name: FlagName, fallback: bigint, max: bigint) => bigint,
): StateFiles {
  const nameless = STATE_FLAGS.find((name) => args.get(name) === "");
  if (nameless !== undefined) throw new UsageError(`--${nameless} needs the name of a file, got ""`);
  const both = args.get("state");
  if (both !== undefined && (args.has("load-state") || args.has("dump-state"))) {
    throw new UsageError("--state stands for --load-state and --dump-state: use one or the other");
  }
  const dump = both ?? args.get("dump-state");
  const isPeriodic = args.has("state-interval");
  if (isPeriodic && dump === undefined)
    throw new UsageError("--state-interval needs --state or --dump-state");
  const seconds = Number(number("state-interval", 1n, BigInt(MAX_BLOCK_INTERVAL)));
  if (seconds === 0) throw new UsageError("--state-interval must be at least 1 second");
  return {
    load: both ?? args.get("load-state"),
    isLoadOptional: both !== undefined,
    dump,
    interval: isPeriodic ? seconds : undefined,
  };
}

function readNumber(name: string, text: string | undefined, fallback: bigint, max: bigint): bigint {
  if (text === undefined) return fallback;
  if (!/^[0-9]{1,20}$/.test(text) || BigInt(text) > max) {
    throw new UsageError(`--${name} must be a whole number from 0 to ${max}, got ${JSON.stringify(text)}`);
  }
  return BigInt(text);
}
