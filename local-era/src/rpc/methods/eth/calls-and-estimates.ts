import { toHex, toQuantity } from "../../../primitives/hex.ts";
import { readExistingBlock } from "../../block-reference.ts";
import type { MethodTable } from "../../method.ts";
import { readCallRequest, readEstimateRequest } from "../../request-object.ts";
import { readStateOverride } from "../../read-state-override.ts";
import { estimate, simulate } from "../../simulation.ts";

/** Implements calls and estimates. Estimates always use the next block, whatever block the request names. */
export const ethExecutionMethods: MethodTable = {
  eth_call: async (node, [request, block, override]) => {
    const { number } = readExistingBlock(block, "block", node.chain.ledger);
    const overrides = readStateOverride(override);
    const { returnData } = await simulate(node, readCallRequest(request), overrides, number);
    return toHex(returnData);
  },

  eth_estimateGas: async (node, [request, , override]) =>
    toQuantity(await estimate(node, readEstimateRequest(request), readStateOverride(override))),
};
