import type { Interface, Log, Result } from "ethers";

/** Returns the arguments of every event of this name in a receipt, from one emitter or from any, in order. */
export function eventsOf(
  receipt: { readonly logs: readonly Log[] },
  abi: Interface,
  name: string,
  emitter?: string,
): Result[] {
  return receipt.logs
    .filter((log) => emitter === undefined || log.address.toLowerCase() === emitter.toLowerCase())
    .map((log) => abi.parseLog(log))
    .filter((event) => event?.name === name)
    .map((event) => event!.args);
}
