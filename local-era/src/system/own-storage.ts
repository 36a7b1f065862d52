import { NativePanic } from "../vm/native-call.ts";
import type { NativeContract } from "../vm/native-call.ts";

/**
 * Makes delegate calls of a system contract fail. On Era its code then runs with the storage and the rights of the
 * contract that delegates: it moves no ETH, uses no nonce and deploys nothing as the system would. Here it would do all
 * that for whoever passes on a call of the bootloader's.
 */
export function onOwnStorage(contract: NativeContract): NativeContract {
  return (call) => {
    if (call.farCall.kind === "delegateCall") throw new NativePanic("delegate call of a system contract");
    return contract(call);
  };
}
