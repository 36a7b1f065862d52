import type { Address, Chain, ChainContract } from "viem";
import { verifyHash } from "./verify-hash.js";

/** Where the suite is on a chain. */
export interface SsoAddresses {
  readonly accountFactory: Address;
  readonly passkey: Address;
  readonly session: Address;
  readonly recovery: Address;
  readonly beacon?: Address;
  readonly accountPaymaster?: Address;
}

/** The suite's contracts by the names a chain has them under: `ssoAccountFactory`, `ssoPasskey` and so on. */
export type SsoChainContracts = {
  readonly [name in keyof Required<SsoAddresses> as `sso${Capitalize<name>}`]?: ChainContract;
};

/** A chain with the suite on it. */
export type SsoChain<chain extends Chain = Chain> = Omit<chain, "contracts" | "verifyHash"> & {
  readonly contracts: NonNullable<chain["contracts"]> & SsoChainContracts;
  readonly verifyHash: typeof verifyHash;
};

/**
 * Returns a chain on which viem's own `verifyMessage`, `verifyTypedData`, `verifySiweMessage` and `verifyHash` verify the
 * signatures of accounts, and of anybody else, with no further argument: the signer's contract is asked (ERC-1271) or, if it
 * has no code, its key is recovered. Without it viem asks in a way that EraVM refuses, and answers false.
 *
 * @param addresses where the suite is; the chain has them under `contracts`, as `ssoPasskey` and so on
 *
 * @example
 * const client = createPublicClient({ chain: withSso(zksync, addresses), transport: http() })
 * await client.verifyMessage({ address, message, signature })
 */
export function withSso<const chain extends Chain>(chain: chain, addresses: SsoAddresses): SsoChain<chain> {
  const contracts = Object.entries(addresses as unknown as Record<string, Address>).map(
    ([name, address]) => [`sso${name.slice(0, 1).toUpperCase()}${name.slice(1)}`, { address }] as const,
  );
  return {
    ...chain,
    contracts: { ...chain.contracts, ...Object.fromEntries(contracts) },
    verifyHash,
  } as unknown as SsoChain<chain>;
}
