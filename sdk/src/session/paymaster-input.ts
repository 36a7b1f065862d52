import { decodeAbiParameters, getAddress, size, slice, type Address, type Hex } from "viem";
import { sameHex } from "./same.js";

const GENERAL = "0x8c5a3445";
const APPROVAL_BASED = "0x949431dc";

/** An `approve` that the account makes before a transaction, so that its paymaster can take a token. */
export interface Approval {
  readonly token: Address;
  readonly amount: bigint;
}

/** What a paymaster's input makes the account do, or the rule that refuses it. */
export type ReadPaymasterInput =
  | { readonly approval: Approval | undefined }
  | { readonly rule: "PaymasterInputTooShort" | "UnknownPaymasterFlow" | "AddressOverflow" };

/** Reads a paymaster's input as the account does: general, or approval-based. */
export function readPaymasterInput(input: Hex): ReadPaymasterInput {
  if (size(input) < 4) return { rule: "PaymasterInputTooShort" };
  const flow = slice(input, 0, 4);
  if (sameHex(flow, GENERAL)) return { approval: undefined };
  if (!sameHex(flow, APPROVAL_BASED)) return { rule: "UnknownPaymasterFlow" };
  if (size(input) < 68) return { rule: "PaymasterInputTooShort" };
  const [token, amount] = decodeAbiParameters(
    [{ type: "uint256" }, { type: "uint256" }],
    slice(input, 4, 68),
  );
  if (token >= 2n ** 160n) return { rule: "AddressOverflow" };
  return { approval: { token: getAddress(`0x${token.toString(16).padStart(40, "0")}`), amount } };
}
