import type { SuiteAddresses } from "./suite-addresses";
import { DEFAULT_LIMITS, sponsoredCalls, type PaymasterLimits, type SponsoredCall } from "./sponsored-calls";

/** The keys under which a chain's copy of the suite is recorded. */
export type SuiteKey = keyof SuiteAddresses;

/** What a chain and its operator decide about the suite. */
export interface SuiteConfig {
  /** Owns the beacon, which names the release that new accounts start with, and the paymaster. */
  readonly owner: string;
  readonly timestampAsserter: string;
  /** What the paymaster pays for besides calls of the suite's own contracts. */
  readonly alsoSponsored?: readonly SponsoredCall[];
  /** What the paymaster spends in each period. */
  readonly limits?: PaymasterLimits;
}

/** Addresses of the contracts that a constructor may name: those before it in the list. */
export type EarlierAddresses = Required<SuiteAddresses>;

/** A contract of the suite, and how it is made. */
export interface SuiteContract {
  readonly key: SuiteKey;
  /** The contract's name in Solidity. */
  readonly contract: string;
  /** A contract whose code it creates others with; its hash comes with the constructor's arguments. */
  readonly creates?: string;
  /** Returns the constructor's arguments. `createdHash` is the versioned hash of what it creates. */
  arguments(earlier: EarlierAddresses, config: SuiteConfig, createdHash: string): unknown[];
}

/** The suite, in an order in which each constructor knows the addresses it names. */
export const SUITE_CONTRACTS: readonly SuiteContract[] = [
  { key: "passkey", contract: "WebAuthnModule", arguments: () => [] },
  {
    key: "session",
    contract: "SessionKeyModule",
    arguments: (_, { timestampAsserter }) => [timestampAsserter],
  },
  {
    key: "recovery",
    contract: "GuardianRecoveryModule",
    arguments: ({ passkey }, { timestampAsserter }) => [passkey, timestampAsserter],
  },
  { key: "accountImplementation", contract: "ERC7579Account", arguments: () => [] },
  {
    key: "beacon",
    contract: "AccountBeacon",
    arguments: ({ accountImplementation }, { owner }) => [accountImplementation, owner],
  },
  {
    key: "accountFactory",
    contract: "AAFactory",
    creates: "AccountProxy",
    arguments: ({ beacon, passkey, session }, _, proxyHash) => [proxyHash, beacon, passkey, session],
  },
  { key: "callPreview", contract: "CallPreview", arguments: () => [] },
  {
    key: "accountPaymaster",
    contract: "SsoPaymaster",
    // As texts, since records of arguments are JSON.
    arguments: (suite, { owner, alsoSponsored = [], limits = DEFAULT_LIMITS }) => [
      owner,
      [...sponsoredCalls(suite), ...alsoSponsored],
      {
        total: String(limits.total),
        perSender: String(limits.perSender),
        period: String(limits.period),
      },
    ],
  },
];

/** Returns the contract recorded under a key. */
export function suiteContract(key: SuiteKey): SuiteContract {
  return SUITE_CONTRACTS.find((contract) => contract.key === key)!;
}
