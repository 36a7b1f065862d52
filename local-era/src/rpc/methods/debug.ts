import type { Block } from "../../chain/block.ts";
import type { Chain } from "../../chain/chain.ts";
import { locateAll } from "../../chain/ledger.ts";
import type { LocatedTransaction } from "../../chain/ledger.ts";
import { show } from "../../primitives/excerpt.ts";
import { toHex } from "../../primitives/hex.ts";
import { isAbsent, optional, readBoolean, readHash, readObject } from "../../primitives/json-value.ts";
import { isHeadTag, noSuchBlock, readExistingBlock } from "../block-reference.ts";
import { callCostsJson, transactionCostsJson } from "../format/costs-json.ts";
import { storageDiffJson } from "../format/prestate-json.ts";
import { callTraceJson, transactionTraceJson } from "../format/trace-json.ts";
import type { MethodTable } from "../method.ts";
import { readStateOverride } from "../read-state-override.ts";
import { readCallRequest } from "../request-object.ts";
import { invalidParams, RpcCode, RpcError } from "../rpc-error.ts";

/** Names what a trace shows: calls, a call's changes to storage, or what Era charges besides computation. */
type Tracer = "calls" | "storageDiff" | "costs";

/** Implements call traces and raw transactions. */
export const debugMethods: MethodTable = {
  debug_traceCall: async ({ chain }, [request, block, options]) => {
    if (!isAbsent(block) && !isHeadTag(block)) {
      throw new RpcError(RpcCode.Internal, "tracing only supported at `latest` block");
    }
    const tracer = readTracer(options);
    const onlyTop = tracer === "calls" && readOnlyTop(options);
    const { stateOverrides } = optional(options, "tracing options", readObject) ?? {};
    const overrides = readStateOverride(stateOverrides);
    const outcome = await chain.bootloader.call(readCallRequest(request), chain.pendingContext(), {
      overrides,
      isPriced: tracer === "costs",
    });
    if (tracer === "costs") return callCostsJson(outcome);
    return tracer === "storageDiff"
      ? storageDiffJson(outcome.changes)
      : callTraceJson(outcome.trace, onlyTop);
  },

  debug_traceTransaction: ({ chain }, [hash, options]) => {
    const trace = readTransactionTracer(options);
    const found = chain.ledger.transaction(readHash(hash, "transaction hash"));
    return found && trace(chain, found);
  },

  debug_traceBlockByNumber: ({ chain }, [number, options]) => {
    const trace = readTransactionTracer(options);
    return traceBlock(chain, readExistingBlock(number, "block", chain.ledger), trace);
  },

  debug_traceBlockByHash: ({ chain }, [hash, options]) => {
    const trace = readTransactionTracer(options);
    const block = chain.ledger.byHash(readHash(hash, "block hash"));
    if (block === undefined) throw noSuchBlock();
    return traceBlock(chain, block, trace);
  },

  debug_getRawTransaction: ({ chain }, [hash]) => {
    const found = chain.ledger.transaction(readHash(hash, "transaction hash"));
    return found && toHex(found.tx.raw);
  },

  debug_getRawTransactions: ({ chain }, [block]) =>
    readExistingBlock(block, "block", chain.ledger).transactions.map(({ tx }) => toHex(tx.raw)),
};

type TraceTransaction = (chain: Chain, transaction: LocatedTransaction) => object;

function traceBlock(chain: Chain, block: Block, trace: TraceTransaction): object[] {
  return locateAll(block).map((mined) => ({ txHash: mined.tx.hash, result: trace(chain, mined) }));
}

/** Reads how the options want a transaction to be traced. */
function readTransactionTracer(options: unknown): TraceTransaction {
  const tracer = readTracer(options);
  if (tracer === "costs") {
    return (chain, { tx }) => transactionCostsJson(chain.traces.get(tx.hash).costs);
  }
  if (tracer === "storageDiff") throw invalidParams("the prestateTracer only exists for debug_traceCall");
  const onlyTop = readOnlyTop(options);
  return (chain, mined) => transactionTraceJson(mined, chain.traces.get(mined.tx.hash).calls, onlyTop);
}

/**
 * Reads the tracer from the options: go-ethereum's call tracer, its prestate tracer in diff mode, or our cost tracer.
 */
function readTracer(value: unknown): Tracer {
  const options = optional(value, "tracing options", readObject) ?? {};
  if (isAbsent(options.tracer) || options.tracer === "callTracer") return "calls";
  if (options.tracer === "eraCostTracer") return "costs";
  if (options.tracer !== "prestateTracer") {
    const known = '"callTracer", "prestateTracer" or "eraCostTracer"';
    throw invalidParams(`tracing options.tracer must be ${known}, got ${show(options.tracer)}`);
  }
  const config = optional(options.tracerConfig, "tracing options.tracerConfig", readObject) ?? {};
  if (config.diffMode === true) return "storageDiff";
  throw invalidParams("the prestateTracer only exists with tracerConfig.diffMode true");
}

/** Reads the call tracer's `tracerConfig.onlyTopCall`. */
function readOnlyTop(value: unknown): boolean {
  const options = optional(value, "tracing options", readObject) ?? {};
  if (!isAbsent(options.blockOverrides))
    throw invalidParams("tracing options.blockOverrides are not supported");
  const config = optional(options.tracerConfig, "tracing options.tracerConfig", readObject) ?? {};
  if (config.withLog === true) throw invalidParams("tracing options.tracerConfig.withLog is not supported");
  return optional(config.onlyTopCall, "tracing options.tracerConfig.onlyTopCall", readBoolean) ?? false;
}
