import { toQuantity } from "../../../primitives/hex.ts";
import { isAbsent, optional, readBoolean, readObject, readQuantity } from "../../json-value.ts";
import { named } from "../../method.ts";
import type { MethodTable } from "../../method.ts";
import { invalidParams } from "../../rpc-error.ts";

/** Snapshots, starting over, and what the node prints. */
export const anvilLifecycleMethods: MethodTable = {
  ...named("anvil_snapshot evm_snapshot", (node) => toQuantity(node.snapshot())),

  ...named("anvil_revert evm_revert", (node, [id]) => {
    node.revert(readQuantity(id, "snapshot id"));
    return true;
  }),

  ...named("anvil_reset hardhat_reset", (node, [options]) => {
    const { forking } = optional(options, "reset options", readObject) ?? {};
    if (!isAbsent(forking)) throw invalidParams("forking is not supported by local-era");
    node.reset();
    return true;
  }),

  ...named("anvil_setLoggingEnabled hardhat_setLoggingEnabled", (node, [enabled]) => {
    node.logging = readBoolean(enabled, "enabled");
  }),
};
