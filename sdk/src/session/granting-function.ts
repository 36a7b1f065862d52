import type { Hex } from "viem";
import type { CallSpec } from "./session-spec.js";
import { tokenFunction } from "./token-function.js";
import type { ContractOfStandard } from "./token-standard.js";
import { wordRange } from "./word-range.js";

/** A function that lets somebody else take tokens later on, and the words of its arguments that say who, and how much. */
export interface GrantingFunction {
  readonly name: string;
  /** The function as Solidity declares it. */
  readonly signature: string;
  readonly spender: bigint;
  /** The word that says of which token, where the called contract takes those of others. */
  readonly token?: bigint;
  /** Everything may be taken, if no word says how much. */
  readonly amount?: bigint;
  /** The word that is 0 where the permission is taken back. */
  readonly isOn?: bigint;
  /** The amount comes on top of what may be taken already. */
  readonly isAdded?: true;
}

type Words = Omit<GrantingFunction, "name" | "signature">;

const BY_SIGNATURE = "uint8 v, bytes32 r, bytes32 s";
const PERMIT_SINGLE =
  "((address token, uint160 amount, uint48 expiration, uint48 nonce) details, address spender, uint256 sigDeadline) permitSingle";

const GRANTS: Readonly<Record<Hex, readonly [signature: string, words: Words]>> = {
  "0x095ea7b3": ["approve(address spender, uint256 amount)", { spender: 0n, amount: 1n }],
  "0x39509351": [
    "increaseAllowance(address spender, uint256 addedAmount)",
    { spender: 0n, amount: 1n, isAdded: true },
  ],
  "0xd73dd623": [
    "increaseApproval(address spender, uint256 addedAmount)",
    { spender: 0n, amount: 1n, isAdded: true },
  ],
  // ERC-1363.
  "0x3177029f": ["approveAndCall(address spender, uint256 amount)", { spender: 0n, amount: 1n }],
  "0xcae9ca51": ["approveAndCall(address spender, uint256 amount, bytes data)", { spender: 0n, amount: 1n }],
  "0xa22cb465": ["setApprovalForAll(address operator, bool approved)", { spender: 0n, isOn: 1n }],
  // EIP-2612, and DAI's own, which has no amount.
  "0xd505accf": [
    `permit(address owner, address spender, uint256 amount, uint256 deadline, ${BY_SIGNATURE})`,
    { spender: 1n, amount: 2n },
  ],
  "0x8fcbaf0c": [
    `permit(address holder, address spender, uint256 nonce, uint256 expiry, bool allowed, ${BY_SIGNATURE})`,
    { spender: 1n, isOn: 4n },
  ],
  // ERC-7597, whose signature is of any length, and those of one piece of a collection (ERC-4494).
  "0x9fd5a6cf": [
    "permit(address owner, address spender, uint256 amount, uint256 deadline, bytes signature)",
    { spender: 1n, amount: 2n },
  ],
  "0x745a41bc": [
    "permit(address spender, uint256 tokenId, uint256 deadline, bytes signature)",
    { spender: 0n },
  ],
  "0x7ac2ff7b": [
    `permit(address spender, uint256 tokenId, uint256 deadline, ${BY_SIGNATURE})`,
    { spender: 0n },
  ],
  // Permit2; its permit has a structure before whom it names.
  "0x87517c45": [
    "approve(address token, address spender, uint160 amount, uint48 expiration)",
    { token: 0n, spender: 1n, amount: 2n },
  ],
  "0x2b67b570": [
    `permit(address owner, ${PERMIT_SINGLE}, bytes signature)`,
    { token: 1n, spender: 5n, amount: 2n },
  ],
  // ERC-777.
  "0x959b8c3f": ["authorizeOperator(address operator)", { spender: 0n }],
  // ERC-6909; the second is that of ERC-7540 as well.
  "0x426a8493": ["approve(address spender, uint256 id, uint256 amount)", { spender: 0n, amount: 2n }],
  "0x558a7297": ["setOperator(address operator, bool approved)", { spender: 0n, isOn: 1n }],
  // Those without an amount of Maker's: of a token, and of all that is in its Vat.
  "0xdaea85c5": ["approve(address spender)", { spender: 0n }],
  "0xa3b22fc4": ["hope(address spender)", { spender: 0n }],
  // Who may use what is deposited with a lender, or borrow on it: Compound's Comet, Morpho, Aave.
  "0x110496e5": ["allow(address manager, bool isAllowed)", { spender: 0n, isOn: 1n }],
  "0xbb24d994": [
    `allowBySig(address owner, address manager, bool isAllowed, uint256 nonce, uint256 expiry, ${BY_SIGNATURE})`,
    { spender: 1n, isOn: 2n },
  ],
  "0xeecea000": ["setAuthorization(address authorized, bool newIsAuthorized)", { spender: 0n, isOn: 1n }],
  "0xc04a8a10": ["approveDelegation(address delegatee, uint256 amount)", { spender: 0n, amount: 1n }],
  "0x0b52d558": [
    `delegationWithSig(address delegator, address delegatee, uint256 amount, uint256 deadline, ${BY_SIGNATURE})`,
    { spender: 1n, amount: 2n },
  ],
};

/** Finds the granting function that a selector, or calldata, calls. */
export function grantingFunction(selector: Hex): GrantingFunction | undefined {
  const key = selector.slice(0, 10).toLowerCase() as Hex;
  if (!Object.hasOwn(GRANTS, key)) return undefined;
  const [signature, words] = GRANTS[key] as (typeof GRANTS)[Hex] & object;
  return { name: signature.slice(0, signature.indexOf("(")), signature: `function ${signature}`, ...words };
}

/**
 * Finds the granting function that a policy allows; nothing if it can only take such a permission back.
 *
 * @param contracts - those whose standard is known: 0 is no amount, but an NFT's number like any other
 */
export function grantOf(
  policy: CallSpec,
  contracts: readonly ContractOfStandard[],
): GrantingFunction | undefined {
  const grant = grantingFunction(policy.selector);
  const word = grant?.amount ?? grant?.isOn;
  if (word === undefined || tokenFunction(policy, contracts)?.takes === "id") return grant;
  const range = wordRange(policy.constraints, word);
  return range && range.highest > 0n ? grant : undefined;
}
