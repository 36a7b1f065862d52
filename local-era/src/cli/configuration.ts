import { MAX_GAS_PER_PUBDATA } from "../bootloader/gas.ts";
import { MAX_CHAIN_ID } from "../chain/chain-id.ts";
import { DEFAULT_GAS_PER_PUBDATA } from "../chain/fees.ts";
import { MAX_BLOCK_INTERVAL } from "../chain/sealing.ts";
import type { Sealing } from "../chain/sealing.ts";
import { LOG_LEVELS } from "../logging/log-level.ts";
import type { LogLevel } from "../logging/log-level.ts";
import { GAS_DETAILS, STORAGE_DETAILS, VM_DETAILS } from "../printing/detail.ts";
import type { Detail } from "../printing/detail.ts";
import type { Address } from "../primitives/hex.ts";
import type { Arguments } from "./arguments.ts";
import { DEFAULT_DERIVATION_PATH, DEFAULT_MNEMONIC } from "./dev-accounts.ts";
import type { AccountSource } from "./derive-accounts.ts";
import type { FlagName } from "./flags.ts";
import type { StateFiles } from "./state-file.ts";
import { UsageError } from "../primitives/usage-error.ts";

/** Everything the command line decides. */
export interface Configuration {
  readonly host: string;
  readonly port: number;
  readonly chainId: bigint;
  /** Seconds. */
  readonly timestamp: bigint;
  readonly accounts: AccountSource;
  /** Wei. */
  readonly balance: bigint;
  readonly sealing: Sealing;
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
  /** Which lines are printed: those of this level and the more important ones. */
  readonly logLevel: LogLevel;
  /** File that gets what is printed, silent or not. */
  readonly logFile: string | undefined;
  /** How much is printed about each transaction. */
  readonly detail: Detail;
  /** Print accounts and settings at the start. */
  readonly showsConfig: boolean;
  readonly allowOrigin: string | undefined;
  readonly healthCheck: boolean;
}

const ETHER = 10n ** 18n;
const MAX_ACCOUNTS = 1000;
const MAX_TIMESTAMP = 8_640_000_000_000n;
const MAX_ETHER = 10n ** 18n;

/** Turns flags into a configuration. Throws {@link UsageError} for values that make no sense. */
export function configure(args: Arguments): Configuration {
  const number = (name: FlagName, fallback: bigint, max: bigint): bigint =>
    readNumber(name, args.get(name), fallback, max);
  const isSet = (name: FlagName): boolean => args.get(name) === "true";
  return {
    host: args.get("host") ?? "0.0.0.0",
    port: Number(number("port", 8011n, 65_535n)),
    chainId: number("chain-id", 260n, MAX_CHAIN_ID),
    timestamp: number("timestamp", 1000n, MAX_TIMESTAMP),
    accounts: {
      mnemonic: args.get("mnemonic") ?? DEFAULT_MNEMONIC,
      derivationPath: args.get("derivation-path") ?? DEFAULT_DERIVATION_PATH,
      count: Number(number("accounts", 10n, BigInt(MAX_ACCOUNTS))),
    },
    balance: number("balance", 10_000n, MAX_ETHER) * ETHER,
    sealing: readSealing(args, number),
    autoImpersonate: isSet("auto-impersonate"),
    dropSilently: isSet("anvil-send"),
    enforceRules: !isSet("no-validation-rules"),
    trustedStorage: readAddresses("trusted-storage", args),
    gasPerPubdata: number("pubdata-price", DEFAULT_GAS_PER_PUBDATA, MAX_GAS_PER_PUBDATA),
    state: readStateFiles(args, number),
    sourceMaps: args.get("source-maps"),
    silent: isSet("silent"),
    logLevel: readChoice("log", args, LOG_LEVELS, "info"),
    logFile: args.get("log-file-path"),
    detail: readDetail(args),
    showsConfig: args.get("show-node-config") !== "false",
    allowOrigin: isSet("no-cors") ? undefined : (args.get("allow-origin") ?? "*"),
    healthCheck: isSet("health-check-endpoint"),
  };
}

function readDetail(args: Arguments): Detail {
  return {
    verbosity: args.get("verbosity")?.length ?? 0,
    storage: readChoice("show-storage-logs", args, STORAGE_DETAILS, "none"),
    gas: readChoice("show-gas-details", args, GAS_DETAILS, "none"),
    vm: readChoice("show-vm-details", args, VM_DETAILS, "none"),
  };
}

/** One of a flag's values. */
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

/** Addresses with commas between them; none when the flag is not given. */
function readAddresses(name: FlagName, args: Arguments): readonly Address[] {
  const text = args.get(name);
  if (text === undefined || text === "") return [];
  return text.split(",").map((part) => {
    if (/^0x[0-9a-fA-F]{40}$/.test(part)) return part.toLowerCase() as Address;
    throw new UsageError(
      `--${name} takes addresses of 20 bytes with commas between them, got ${JSON.stringify(part)}`,
    );
  });
}

function readSealing(
  args: Arguments,
  number: (name: FlagName, fallback: bigint, max: bigint) => bigint,
): Sealing {
  if (args.has("no-mining")) {
    if (args.has("block-time")) throw new UsageError("--no-mining and --block-time exclude each other");
    return { mode: "manual" };
  }
  if (!args.has("block-time")) return { mode: "automatic" };
  const seconds = Number(number("block-time", 1n, BigInt(MAX_BLOCK_INTERVAL)));
  if (seconds === 0) throw new UsageError("--block-time must be at least 1 second");
  return { mode: "interval", seconds };
}

function readStateFiles(
  args: Arguments,
  number: (name: FlagName, fallback: bigint, max: bigint) => bigint,
): StateFiles {
  const both = args.get("state");
  if (both !== undefined && (args.has("load-state") || args.has("dump-state"))) {
    throw new UsageError("--state stands for --load-state and --dump-state: give either it or them");
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
