import type { Hex } from "viem";

/** A function that lets somebody else take tokens later on, and the words of its arguments that say who, and how much. */
export interface GrantingFunction {
  readonly name: string;
  readonly spender: bigint;
  readonly amount?: bigint;
  /** Where 0 takes back what was let. */
  readonly isAllowed?: bigint;
  /** The amount comes on top of what may be taken already. */
  readonly isAdded?: true;
}

const GRANTS: Readonly<Record<Hex, GrantingFunction>> = {
  "0x095ea7b3": { name: "approve", spender: 0n, amount: 1n },
  "0x39509351": { name: "increaseAllowance", spender: 0n, amount: 1n, isAdded: true },
  "0xd73dd623": { name: "increaseApproval", spender: 0n, amount: 1n, isAdded: true },
  // ERC-1363.
  "0x3177029f": { name: "approveAndCall", spender: 0n, amount: 1n },
  "0xcae9ca51": { name: "approveAndCall", spender: 0n, amount: 1n },
  "0xa22cb465": { name: "setApprovalForAll", spender: 0n, isAllowed: 1n },
  // EIP-2612, and DAI's own, which has no amount.
  "0xd505accf": { name: "permit", spender: 1n, amount: 2n },
  "0x8fcbaf0c": { name: "permit", spender: 1n, isAllowed: 4n },
  // ERC-7597, whose signature is of any length, and those of one piece of a collection (ERC-4494).
  "0x9fd5a6cf": { name: "permit", spender: 1n, amount: 2n },
  "0x745a41bc": { name: "permit", spender: 0n },
  "0x7ac2ff7b": { name: "permit", spender: 0n },
  // Permit2; its permit has a structure before whom it names.
  "0x87517c45": { name: "approve", spender: 1n, amount: 2n },
  "0x2b67b570": { name: "permit", spender: 5n, amount: 2n },
  // ERC-777.
  "0x959b8c3f": { name: "authorizeOperator", spender: 0n },
  // ERC-6909; the second is that of ERC-7540 as well.
  "0x426a8493": { name: "approve", spender: 0n, amount: 2n },
  "0x558a7297": { name: "setOperator", spender: 0n, isAllowed: 1n },
  // Those without an amount of Maker's: of a token, and of all that is in its Vat.
  "0xdaea85c5": { name: "approve", spender: 0n },
  "0xa3b22fc4": { name: "hope", spender: 0n },
  // Who may use what is deposited with a lender, or borrow on it: Compound's Comet, Morpho, Aave.
  "0x110496e5": { name: "allow", spender: 0n, isAllowed: 1n },
  "0xbb24d994": { name: "allowBySig", spender: 1n, isAllowed: 2n },
  "0xeecea000": { name: "setAuthorization", spender: 0n, isAllowed: 1n },
  "0xc04a8a10": { name: "approveDelegation", spender: 0n, amount: 1n },
  "0x0b52d558": { name: "delegationWithSig", spender: 1n, amount: 2n },
};

/** So many units no token has: an amount up here, such as the largest number of its type, is everything. */
export const ENDLESS = 2n ** 128n;

/** Finds the granting function that a selector, or calldata, calls. */
export function grantingFunction(selector: Hex): GrantingFunction | undefined {
  return GRANTS[selector.slice(0, 10).toLowerCase() as Hex];
}
