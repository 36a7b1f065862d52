/** What an account's client can do with calls, as EIP-5792 says it. */
export const CAPABILITIES = {
  atomic: { status: "supported" },
  /** ERC-7902. */
  staticPaymasterConfiguration: { supported: true },
} as const;
