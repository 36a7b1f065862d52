import { MAX_CHAIN_ID } from "../../../chain/chain-id.ts";
import { loadState, writeStateDump } from "../../../dump/state-dump.ts";
import { toHex, toQuantity } from "../../../primitives/hex.ts";
import {
  isAbsent,
  optional,
  readBoolean,
  readBytes,
  readObject,
  readQuantity,
} from "../../../primitives/json-value.ts";
import { named } from "../../method.ts";
import type { MethodTable } from "../../method.ts";
import { invalidParams } from "../../rpc-error.ts";

/** Implements snapshots, state dumps, resets and logging. */
export const anvilLifecycleMethods: MethodTable = {
  ...named("anvil_snapshot evm_snapshot", (node) => toQuantity(node.snapshot())),

  ...named("anvil_revert evm_revert", (node, [id]) => {
    node.revert(readQuantity(id, "snapshot id"));
    return true;
  }),

  ...named("anvil_reset hardhat_reset", (node, [options]) => {
    const { forking } = optional(options, "reset options", readObject) ?? {};
    if (requestsFork(forking)) throw invalidParams("forking is not supported by local-era");
    node.reset();
    return true;
  }),

  ...named("anvil_dumpState hardhat_dumpState", ({ chain }) => toHex(writeStateDump(chain.contents()))),

  /** Replaces the node's entire state. */
  ...named("anvil_loadState hardhat_loadState", (node, [dump]) => {
    loadState(node, readBytes(dump, "state"));
    return true;
  }),

  ...named("anvil_setChainId", ({ chain }, [id]) => {
    const chainId = readQuantity(id, "chain id");
    if (chainId > MAX_CHAIN_ID) throw invalidParams(`chain id must be at most ${MAX_CHAIN_ID}`);
    chain.chainId = chainId;
  }),

  ...named("anvil_setLoggingEnabled hardhat_setLoggingEnabled", (node, [enabled]) => {
    node.log.enabled = readBoolean(enabled, "enabled");
  }),
};

/** Tells whether a fork is requested: viem always sends the object, which is empty when it means no fork. */
function requestsFork(forking: unknown): boolean {
  return Object.values(optional(forking, "forking", readObject) ?? {}).some((value) => !isAbsent(value));
}
