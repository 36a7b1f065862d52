import { hexToNumber } from "viem";
import * as v from "valibot";
import { QuantitySchema } from "../../messages/hex-schemas.js";
import { parseMessage } from "../../messages/parse-message.js";
import { capabilitiesOf } from "../capabilities.js";
import type { ProviderCore } from "../provider-core.js";
import type { MethodTable } from "./method-table.js";

const ChainParamsSchema = v.looseTuple([v.object({ chainId: QuantitySchema })]);
const CapabilityParamsSchema = v.optional(
  v.union([
    v.looseTuple([v.string(), v.array(QuantitySchema)]),
    v.looseTuple([v.string()]),
    v.strictTuple([]),
  ]),
  [],
);

/** Goes over to another chain, and says what is supported on each (EIP-3085, EIP-3326, EIP-5792). */
export function chainMethods({
  state,
}: ProviderCore): MethodTable<
  "wallet_switchEthereumChain" | "wallet_addEthereumChain" | "wallet_getCapabilities"
> {
  const chainIdOf = (params: unknown, method: string): number => {
    const [{ chainId }] = parseMessage(ChainParamsSchema, params, `The request ${method}`);
    return state.chain(hexToNumber(chainId)).id;
  };

  return {
    wallet_switchEthereumChain: async (params) => {
      state.switchChain(chainIdOf(params, "wallet_switchEthereumChain"));
      return null;
    },

    // A chain is added by the app's configuration; one that is there may be "added" again.
    wallet_addEthereumChain: async (params) => {
      chainIdOf(params, "wallet_addEthereumChain");
      return null;
    },

    wallet_getCapabilities: async (params) => {
      const [, asked] = parseMessage(CapabilityParamsSchema, params, "The request wallet_getCapabilities");
      return capabilitiesOf(
        state.chains.map(({ id }) => id),
        Array.isArray(asked) ? (asked as `0x${string}`[]) : undefined,
      );
    },
  };
}
