import type { Block } from "../../chain/block.ts";
import type { Chain } from "../../chain/chain.ts";
import { locateAll } from "../../chain/ledger.ts";
import { toHex } from "../../primitives/hex.ts";
import { isHeadTag, noSuchBlock, readExistingBlock } from "../block-reference.ts";
import { storageDiffJson } from "../format/prestate-json.ts";
import { callTraceJson, transactionTraceJson } from "../format/trace-json.ts";
import { show } from "../excerpt.ts";
import { isAbsent, optional, readBoolean, readHash, readObject } from "../json-value.ts";
import type { MethodTable } from "../method.ts";
import { readCallRequest } from "../request-object.ts";
import { readStateOverride } from "../state-override.ts";
import { invalidParams, RpcCode, RpcError } from "../rpc-error.ts";

/** Call traces and raw transactions. */
export const debugMethods: MethodTable = {
  debug_traceCall: async ({ chain }, [request, block, options]) => {
    if (!isAbsent(block) && !isHeadTag(block)) {
      throw new RpcError(RpcCode.Internal, "tracing only supported at `latest` block");
    }
    const isDiff = asksForDiff(options);
    const onlyTop = !isDiff && readOnlyTop(options);
    const { stateOverrides } = optional(options, "tracing options", readObject) ?? {};
    const overrides = readStateOverride(stateOverrides);
    const outcome = await chain.bootloader.call(readCallRequest(request), chain.pendingContext(), overrides);
    return isDiff ? storageDiffJson(outcome.changes) : callTraceJson(outcome.trace, onlyTop);
  },

  debug_traceTransaction: ({ chain }, [hash, options]) => {
    const onlyTop = readOnlyTop(options);
    const found = chain.ledger.transaction(readHash(hash, "transaction hash"));
    return found && transactionTraceJson(found, chain.traces.get(found.tx.hash), onlyTop);
  },

  debug_traceBlockByNumber: ({ chain }, [number, options]) =>
    traceBlock(chain, readExistingBlock(number, "block", chain.ledger), readOnlyTop(options)),

  debug_traceBlockByHash: ({ chain }, [hash, options]) => {
    const onlyTop = readOnlyTop(options);
    const block = chain.ledger.byHash(readHash(hash, "block hash"));
    if (block === undefined) throw noSuchBlock();
    return traceBlock(chain, block, onlyTop);
  },

  debug_getRawTransaction: ({ chain }, [hash]) => {
    const found = chain.ledger.transaction(readHash(hash, "transaction hash"));
    return found && toHex(found.tx.raw);
  },

  debug_getRawTransactions: ({ chain }, [block]) =>
    readExistingBlock(block, "block", chain.ledger).transactions.map(({ tx }) => toHex(tx.raw)),
};

function traceBlock(chain: Chain, block: Block, onlyTop: boolean): object[] {
  return locateAll(block).map((mined) => ({
    txHash: mined.tx.hash,
    result: transactionTraceJson(mined, chain.traces.get(mined.tx.hash), onlyTop),
  }));
}

/** Whether the options ask for go-ethereum's prestate tracer in diff mode: what the call would change in storage. */
function asksForDiff(value: unknown): boolean {
  const options = optional(value, "tracing options", readObject) ?? {};
  if (options.tracer !== "prestateTracer") return false;
  const config = optional(options.tracerConfig, "tracing options.tracerConfig", readObject) ?? {};
  if (config.diffMode === true) return true;
  throw invalidParams("the prestateTracer only exists with tracerConfig.diffMode true");
}

/** `tracerConfig.onlyTopCall`, of the call tracer. */
function readOnlyTop(value: unknown): boolean {
  const options = optional(value, "tracing options", readObject) ?? {};
  if (!isAbsent(options.tracer) && options.tracer !== "callTracer") {
    throw invalidParams(`tracing options.tracer must be "callTracer", got ${show(options.tracer)}`);
  }
  if (!isAbsent(options.blockOverrides))
    throw invalidParams("tracing options.blockOverrides are not supported");
  const config = optional(options.tracerConfig, "tracing options.tracerConfig", readObject) ?? {};
  if (config.withLog === true) throw invalidParams("tracing options.tracerConfig.withLog is not supported");
  return optional(config.onlyTopCall, "tracing options.tracerConfig.onlyTopCall", readBoolean) ?? false;
}
