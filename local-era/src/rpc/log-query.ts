import type { LogQuery } from "../chain/filters.ts";
import type { Ledger } from "../chain/ledger.ts";
import type { Hex } from "../primitives/hex.ts";
import {
  isAbsent,
  optional,
  readAddress,
  readArray,
  readHash,
  readObject,
} from "../primitives/json-value.ts";
import type { JsonObject } from "../primitives/json-value.ts";
import { isHeadTag, noSuchBlock, readBlockNumber } from "./block-reference.ts";
import { RpcCode, RpcError } from "./rpc-error.ts";

const MAX_TOPICS = 4;

/** Reads the filter object of eth_getLogs and eth_newFilter; omitted ends of the range stay undefined. */
export function readLogQuery(value: unknown, ledger: Ledger): LogQuery {
  const filter = readObject(value ?? {}, "filter");
  return {
    ...readRange(filter, ledger),
    addresses: readAddresses(filter.address),
    topics: readTopics(filter),
  };
}

function readRange(filter: JsonObject, ledger: Ledger): Pick<LogQuery, "from" | "to"> {
  const { blockHash, fromBlock, toBlock } = filter;
  if (isAbsent(blockHash)) {
    return {
      from: optional(fromBlock, "filter.fromBlock", (v, name) => readBlockNumber(v, name, ledger)),
      to: isHeadTag(toBlock)
        ? undefined
        : optional(toBlock, "filter.toBlock", (v, name) => readBlockNumber(v, name, ledger)),
    };
  }
  if (!isAbsent(fromBlock) || !isAbsent(toBlock)) {
    throw new RpcError(
      RpcCode.InvalidParams,
      "invalid filter: if blockHash is supplied fromBlock and toBlock must not be",
    );
  }
  const block = ledger.byHash(readHash(blockHash, "filter.blockHash"));
  if (block === undefined) throw noSuchBlock();
  return { from: block.number, to: block.number };
}

function readAddresses(value: unknown): Hex[] {
  if (isAbsent(value)) return [];
  const addresses = Array.isArray(value) ? value : [value];
  return addresses.map((address) => readAddress(address, "filter.address"));
}

function readTopics(filter: JsonObject): (Hex[] | undefined)[] {
  const topics = optional(filter.topics, "filter.topics", readArray) ?? [];
  if (topics.length > MAX_TOPICS) {
    throw new RpcError(RpcCode.InvalidParams, "More than four topics in filter");
  }
  return topics.map((topic) => {
    if (isAbsent(topic)) return undefined;
    const accepted = (Array.isArray(topic) ? topic : [topic]).map((t) => readHash(t, "filter.topics"));
    return accepted.length > 0 ? accepted : undefined;
  });
}
