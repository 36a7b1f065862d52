import type { Hex } from "viem";
import { getGeneralPaymasterInput } from "viem/zksync";

/** `general("")`: what a paymaster is given if the transaction does not say. */
export const GENERAL_PAYMASTER_INPUT: Hex = /*#__PURE__*/ getGeneralPaymasterInput({ innerInput: "0x" });
