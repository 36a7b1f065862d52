import type { Address, Chain } from "viem";
import { chainConfig } from "viem/zksync";
import * as v from "valibot";
import { AddressSchema } from "./address-schema.ts";

/** A chain that the page serves, as `chains.json` has it: addresses are those that deploying writes. */
export const ChainConfigSchema = v.object({
  id: v.pipe(v.number(), v.integer(), v.minValue(1)),
  name: v.string(),
  rpcUrl: v.pipe(v.string(), v.url()),
  contracts: v.object({
    accountFactory: AddressSchema,
    passkey: AddressSchema,
    session: AddressSchema,
    recovery: AddressSchema,
    beacon: AddressSchema,
    accountImplementation: AddressSchema,
    /** Pays for what newcomers need, if there is one. */
    accountPaymaster: v.optional(AddressSchema),
    /** Code to try calls with, so that a person sees beforehand what they change. */
    callPreview: v.optional(AddressSchema),
  }),
  /** Where a transaction can be looked at: its hash is put after it. */
  explorerUrl: v.optional(v.pipe(v.string(), v.url())),
});

/** A chain that the page serves. */
export type ChainConfig = v.InferOutput<typeof ChainConfigSchema>;

/** Makes viem's chain of it. */
export function viemChain({ id, name, rpcUrl }: ChainConfig): Chain {
  return {
    ...chainConfig,
    id,
    name,
    nativeCurrency: { name: "Ether", symbol: "ETH", decimals: 18 },
    rpcUrls: { default: { http: [rpcUrl] } },
  } as Chain;
}

/** Lists a chain's contracts of the suite: they decide who may act for accounts. */
export function suiteOf({ contracts }: ChainConfig): Address[] {
  return Object.values(contracts).filter((address) => address !== undefined);
}
