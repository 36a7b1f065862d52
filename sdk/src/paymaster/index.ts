// Paymasters: who else pays for a transaction.

export { createGeneralPaymaster } from "./create-general-paymaster.js";
export type {
  CustomPaymasterHandler,
  CustomPaymasterHandlerResponse,
  CustomPaymasterParameters,
} from "./custom-paymaster-handler.js";
export { createZyfiPaymaster, type ZyfiPaymasterParams } from "./create-zyfi-paymaster.js";
export { getTransactionWithPaymasterData } from "./get-transaction-with-paymaster-data.js";
export type { StaticPaymasterConfiguration } from "./static-paymaster-configuration.js";
export { getApprovalBasedPaymasterInput, getGeneralPaymasterInput } from "viem/zksync";
