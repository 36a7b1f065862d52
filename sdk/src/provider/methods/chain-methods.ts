import { hexToNumber } from "viem";
import * as v from "valibot";
import { AddressSchema, QuantitySchema } from "../../messages/hex-schemas.js";
import { parseMessage } from "../../messages/parse-message.js";
import { checkSender } from "../account-request.js";
import { capabilitiesOf } from "../capabilities.js";
import type { ProviderCore } from "../provider-core.js";
import type { MethodTable } from "./method-table.js";

const ChainParamsSchema = v.looseTuple([v.object({ chainId: QuantitySchema })]);
/** viem leaves the account out where a client has none. */
const AskedAccountSchema = v.nullish(AddressSchema);
const CapabilityParamsSchema = v.optional(
  v.union([
    v.looseTuple([AskedAccountSchema, v.array(QuantitySchema)]),
    v.looseTuple([AskedAccountSchema]),
    v.strictTuple([]),
  ]),
  [],
);

/** Goes over to another chain, and says what is supported on each (EIP-3085, EIP-3326, EIP-5792). */
export function chainMethods(
  core: ProviderCore,
): MethodTable<"wallet_switchEthereumChain" | "wallet_addEthereumChain" | "wallet_getCapabilities"> {
  const { state } = core;
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

    // A page that nobody has connected to learns nothing (EIP-5792: an error, unless the account is the app's to know).
    wallet_getCapabilities: async (params) => {
      const account = core.account("wallet_getCapabilities");
      const [of, asked] = parseMessage(CapabilityParamsSchema, params, "The request wallet_getCapabilities");
      checkSender(of ?? undefined, account);
      return capabilitiesOf(
        state.chains.map(({ id }) => id),
        Array.isArray(asked) ? (asked as `0x${string}`[]) : undefined,
      );
    },
  };
}
