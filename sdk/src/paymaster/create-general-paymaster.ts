import type { Address } from "viem";
import { getGeneralPaymasterInput } from "viem/zksync";
import type { CustomPaymasterHandler } from "./custom-paymaster-handler.js";

/** Makes a handler that has one paymaster pay for everything, in the general flow: nothing is asked of the account. */
export function createGeneralPaymaster(paymaster: Address): CustomPaymasterHandler {
  const paymasterInput = getGeneralPaymasterInput({ innerInput: "0x" });
  return () => Promise.resolve({ paymaster, paymasterInput });
}
