import { toHex, toQuantity } from "../../../primitives/hex.ts";
import type { MethodTable } from "../../method.ts";
import { readCallRequest, readEstimateRequest } from "../../request-object.ts";
import { readStateOverride } from "../../state-override.ts";
import { estimate, simulate } from "../../simulation.ts";

/** Calls and estimates. The block parameter is ignored: both see the state as it is, in the block to come. */
export const ethExecutionMethods: MethodTable = {
  eth_call: async (node, [request, , override]) => {
    const { returnData } = await simulate(node, readCallRequest(request), readStateOverride(override));
    return toHex(returnData);
  },

  eth_estimateGas: async (node, [request, , override]) =>
    toQuantity(await estimate(node, readEstimateRequest(request), readStateOverride(override))),
};
