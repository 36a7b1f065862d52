import type { MethodTable } from "./method.ts";
import { anvilAccountMethods } from "./methods/anvil/account.ts";
import { anvilBlockProductionMethods } from "./methods/anvil/block-production.ts";
import { anvilLifecycleMethods } from "./methods/anvil/lifecycle.ts";
import { anvilTimeMethods } from "./methods/anvil/time.ts";
import { configMethods } from "./methods/config.ts";
import { debugMethods } from "./methods/debug.ts";
import { ethBlockMethods } from "./methods/eth/block-lookup.ts";
import { ethChainInfoMethods } from "./methods/eth/chain-info.ts";
import { ethExecutionMethods } from "./methods/eth/calls-and-estimates.ts";
import { ethFilterMethods } from "./methods/eth/filter.ts";
import { ethStateMethods } from "./methods/eth/state.ts";
import { ethTransactionMethods } from "./methods/eth/sent-transactions.ts";
import { netMethods } from "./methods/net.ts";
import { web3Methods } from "./methods/web3.ts";
import { zksMethods } from "./methods/zks.ts";

/** Lists every JSON-RPC method of the node. */
export const methods: MethodTable = {
  ...ethChainInfoMethods,
  ...ethStateMethods,
  ...ethBlockMethods,
  ...ethTransactionMethods,
  ...ethFilterMethods,
  ...ethExecutionMethods,
  ...netMethods,
  ...web3Methods,
  ...zksMethods,
  ...debugMethods,
  ...anvilAccountMethods,
  ...anvilBlockProductionMethods,
  ...anvilLifecycleMethods,
  ...anvilTimeMethods,
  ...configMethods,
};
