import { readFileSync } from "node:fs";
import { MAX_CHAIN_ID } from "../chain/chain-id.ts";
import { show } from "../primitives/excerpt.ts";
import type { GenesisAccount } from "../state/genesis-account.ts";
import type { Address, Hex } from "../primitives/hex.ts";
import {
  InvalidJsonValue,
  isAbsent,
  optional,
  readAddress,
  readHash,
  readObject,
  readQuantity,
} from "../primitives/json-value.ts";
import type { JsonObject } from "../primitives/json-value.ts";

/** What a genesis file says of block 0; what it leaves out is the flags' to say. */
export interface GenesisFile {
  readonly chainId: bigint | undefined;
  /** Seconds. */
  readonly timestamp: bigint | undefined;
  readonly hash: Hex | undefined;
  readonly accounts: ReadonlyMap<Address, GenesisAccount>;
}

/** A block 0 that no file says anything of. */
export const NO_GENESIS_FILE: GenesisFile = {
  chainId: undefined,
  timestamp: undefined,
  hash: undefined,
  accounts: new Map(),
};

const WORD = 2n ** 256n;
const HALF_WORD = 2n ** 128n;
const KNOWN = ["config", "chainId", "timestamp", "hash", "alloc"];
const KNOWN_OF_ACCOUNTS = ["balance", "nonce", "storage"];
/** Members of Ethereum's genesis files that say nothing about a chain of ZKsync Era. */
const WITHOUT_MEANING = [
  "nonce",
  "extraData",
  "gasLimit",
  "difficulty",
  "mixHash",
  "coinbase",
  "number",
  "gasUsed",
];

/**
 * Reads a genesis file: Ethereum's form, as far as it makes sense here. Throws an Error that names the file and what is
 * wrong with it.
 */
export function readGenesisFile(path: string): GenesisFile {
  try {
    return parseGenesis(JSON.parse(readFileSync(path, "utf8")));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(`the genesis file ${path} cannot be used: ${reason}`, { cause: error });
  }
}

function parseGenesis(json: unknown): GenesisFile {
  const file = readObject(json, "genesis");
  requireKnown(file, [...KNOWN, ...WITHOUT_MEANING], "genesis");
  const config = optional(file.config, "genesis.config", readObject) ?? {};
  const accounts = Object.entries(optional(file.alloc, "genesis.alloc", readObject) ?? {});
  return {
    chainId: limited(file.chainId ?? config.chainId, "genesis.chainId", MAX_CHAIN_ID + 1n),
    timestamp: limited(file.timestamp, "genesis.timestamp", 2n ** 40n),
    hash: optional(file.hash, "genesis.hash", readHash),
    accounts: new Map(
      accounts.map(([address, account]) => [
        readAddress(address, "an address of genesis.alloc"),
        readAccount(account, `genesis.alloc.${address}`),
      ]),
    ),
  };
}

function readAccount(value: unknown, name: string): GenesisAccount {
  const account = readObject(value, name);
  if (!isAbsent(account.code)) {
    throw new InvalidJsonValue(
      `${name}.code is not supported: deploy the contract, or use hardhat_setCode, which runs its constructor`,
    );
  }
  requireKnown(account, KNOWN_OF_ACCOUNTS, name);
  const storage = Object.entries(optional(account.storage, `${name}.storage`, readObject) ?? {});
  return {
    balance: limited(account.balance, `${name}.balance`, WORD),
    nonce: limited(account.nonce, `${name}.nonce`, HALF_WORD),
    storage: new Map(
      storage.map(([slot, word]) => [
        readQuantity(slot, `a slot of ${name}.storage`),
        readQuantity(word, `${name}.storage.${slot}`),
      ]),
    ),
  };
}

function limited(value: unknown, name: string, limit: bigint): bigint | undefined {
  const number = optional(value, name, readNumber);
  if (number === undefined || number < limit) return number;
  throw new InvalidJsonValue(`${name} must be below ${limit}`);
}

/** Reads a number as Ethereum's genesis files have it: unlike in JSON-RPC, a text without "0x" is decimal. */
function readNumber(value: unknown, name: string): bigint {
  if (typeof value === "number" && value > Number.MAX_SAFE_INTEGER) {
    throw new InvalidJsonValue(
      `${name} must be in a text, since it is beyond 2^53: reading JSON rounds such numbers`,
    );
  }
  if (typeof value !== "string" || value.startsWith("0x")) return readQuantity(value, name);
  if (/^[0-9]{1,78}$/.test(value)) return BigInt(value);
  throw new InvalidJsonValue(`${name} must be an unsigned integer (decimal, or "0x…"), got ${show(value)}`);
}

function requireKnown(object: JsonObject, known: readonly string[], name: string): void {
  const unknown = Object.keys(object).find((key) => !known.includes(key));
  if (unknown !== undefined) {
    throw new InvalidJsonValue(`${name}.${unknown} is not supported; ${known.join(", ")} are`);
  }
}
