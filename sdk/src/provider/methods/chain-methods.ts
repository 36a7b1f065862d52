import { hexToNumber, numberToHex } from "viem";
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

/** Says which chain is connected and goes over to another (EIP-695, EIP-3085, EIP-3326, EIP-5792). */
export function chainMethods({ state }: ProviderCore): MethodTable {
  const chainIdOf = (params: unknown, method: string): number => {
    const [{ chainId }] = parseMessage(ChainParamsSchema, params, `The request ${method}`);
    return state.chain(hexToNumber(chainId)).id;
  };

  return {
    eth_chainId: async () => numberToHex(state.chainId),

    net_version: async () => String(state.chainId),

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
