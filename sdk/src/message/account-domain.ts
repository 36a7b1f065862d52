import type { Address } from "viem";

/** EIP-712 domain of an account, without the salt, which is zero. */
export interface AccountDomain {
  readonly name: "SSO1271";
  readonly version: "1.0.0";
  readonly chainId: number;
  readonly verifyingContract: Address;
}

/** Returns the EIP-712 domain of an account, as its `eip712Domain()` says (ERC-5267): the account need not be asked. */
export function accountDomain(account: Address, chainId: number): AccountDomain {
  return { name: "SSO1271", version: "1.0.0", chainId, verifyingContract: account };
}
