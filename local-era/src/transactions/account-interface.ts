import { selectorHex } from "../primitives/abi.ts";
import type { Hex } from "../primitives/hex.ts";

/** Is the ABI type of the tuple that accounts and paymasters receive. */
export const TRANSACTION_TYPE =
  "(uint256,uint256,uint256,uint256,uint256,uint256,uint256,uint256,uint256,uint256,uint256[4],bytes,bytes,bytes32[],bytes,bytes)";

/** Lists the selectors of IAccount. */
export const AccountSelector = {
  validateTransaction: selectorHex(`validateTransaction(bytes32,bytes32,${TRANSACTION_TYPE})`),
  executeTransaction: selectorHex(`executeTransaction(bytes32,bytes32,${TRANSACTION_TYPE})`),
  payForTransaction: selectorHex(`payForTransaction(bytes32,bytes32,${TRANSACTION_TYPE})`),
  prepareForPaymaster: selectorHex(`prepareForPaymaster(bytes32,bytes32,${TRANSACTION_TYPE})`),
} as const satisfies Record<string, Hex>;

/** Lists the selectors of IPaymaster. */
export const PaymasterSelector = {
  validateAndPay: selectorHex(`validateAndPayForPaymasterTransaction(bytes32,bytes32,${TRANSACTION_TYPE})`),
  postTransaction: selectorHex(`postTransaction(bytes,${TRANSACTION_TYPE},bytes32,bytes32,uint8,uint256)`),
} as const satisfies Record<string, Hex>;

/** Lists the selectors of IPaymasterFlow, which begin paymasterInput. */
export const PaymasterFlow = {
  general: selectorHex("general(bytes)"),
  approvalBased: selectorHex("approvalBased(address,uint256,bytes)"),
} as const satisfies Record<string, Hex>;

/** Is what validateTransaction returns, left-aligned in a word, to accept a transaction. */
export const MAGIC_VALIDATION: Hex = AccountSelector.validateTransaction;
/** Is what a paymaster returns when it pays. */
export const MAGIC_PAYMASTER: Hex = PaymasterSelector.validateAndPay;
