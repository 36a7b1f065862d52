import type { Address } from "viem";
import { GENERAL_PAYMASTER_INPUT } from "../transaction/general-paymaster-input.js";
import type { CustomPaymasterHandler } from "./custom-paymaster-handler.js";

/** Makes a handler that has one paymaster pay for everything, in the general flow: nothing is asked of the account. */
export function createGeneralPaymaster(paymaster: Address): CustomPaymasterHandler {
  return () => Promise.resolve({ paymaster, paymasterInput: GENERAL_PAYMASTER_INPUT });
}
