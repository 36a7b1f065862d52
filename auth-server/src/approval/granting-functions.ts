import type { Hex } from "viem";

/** A function that lets somebody else take tokens later on, and the words of its arguments that say who, and how much. */
export interface GrantingFunction {
  readonly name: string;
  readonly spender: bigint;
  readonly amount?: bigint;
}

const GRANTS: Readonly<Record<Hex, GrantingFunction>> = {
  "0x095ea7b3": { name: "approve", spender: 0n, amount: 1n },
  "0x39509351": { name: "increaseAllowance", spender: 0n, amount: 1n },
  "0xd73dd623": { name: "increaseApproval", spender: 0n, amount: 1n },
  // ERC-1363.
  "0x3177029f": { name: "approveAndCall", spender: 0n, amount: 1n },
  "0xcae9ca51": { name: "approveAndCall", spender: 0n, amount: 1n },
  "0xa22cb465": { name: "setApprovalForAll", spender: 0n },
  // EIP-2612, and DAI's own, which has no amount.
  "0xd505accf": { name: "permit", spender: 1n, amount: 2n },
  "0x8fcbaf0c": { name: "permit", spender: 1n },
  // Permit2.
  "0x87517c45": { name: "approve", spender: 1n, amount: 2n },
};

/** So many units no token has: an amount up here, such as the largest number of its type, is everything. */
export const ENDLESS = 2n ** 128n;

/** Finds the granting function that a selector, or calldata, calls. */
export function grantingFunction(selector: Hex): GrantingFunction | undefined {
  return GRANTS[selector.slice(0, 10).toLowerCase() as Hex];
}
