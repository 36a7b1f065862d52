import { dataLength, getAddress } from "ethers";
import type { Provider } from "zksync-ethers";
import type { Cost, EraPrices } from "./report";

/** A call to measure: who calls whom with what. */
export interface MeasuredCall {
  readonly from: string;
  readonly to: string;
  readonly data: string;
}

interface Trace {
  readonly gasUsed: string;
  readonly error: string | null;
  readonly output: string;
}

interface Costs {
  readonly prices: EraPrices;
  readonly pubdata: { readonly total: number };
}

interface StorageDiff {
  readonly pre: Readonly<Record<string, { storage: Readonly<Record<string, string>> }>>;
  readonly post: Readonly<Record<string, { storage: Readonly<Record<string, string>> }>>;
}

/** Addresses up to this one are system contracts'. */
const MAX_SYSTEM_ADDRESS = 0xffffn;

/**
 * Makes the call in the pending block and reverts it. Each call starts with cold state.
 *
 * @throws Error if the call fails, or returns something other than `expected`: a failed call does not cost
 * what a successful one does.
 */
export async function measure(provider: Provider, call: MeasuredCall, expected: string): Promise<Cost> {
  const trace = (await provider.send("debug_traceCall", [call, "latest"])) as Trace;
  if (trace.error !== null || !trace.output.startsWith(expected)) {
    throw new Error(`the call answers ${trace.error ?? ""} ${trace.output} instead of ${expected}`);
  }
  const costs = (await provider.send("debug_traceCall", [
    call,
    "latest",
    { tracer: "eraCostTracer" },
  ])) as Costs;
  const options = { tracer: "prestateTracer", tracerConfig: { diffMode: true } };
  const diff = (await provider.send("debug_traceCall", [call, "latest", options])) as StorageDiff;
  return {
    gas: Number(trace.gasUsed),
    slotsWritten: countSlots(diff),
    calldataBytes: dataLength(call.data),
    pubdata: costs.pubdata.total,
    eraPrices: costs.prices,
  };
}

function countSlots({ pre, post }: StorageDiff): number {
  const changed = new Set<string>();
  for (const side of [pre, post]) {
    for (const [address, { storage }] of Object.entries(side)) {
      if (BigInt(getAddress(address)) <= MAX_SYSTEM_ADDRESS) continue;
      for (const slot of Object.keys(storage)) changed.add(`${address} ${slot}`);
    }
  }
  return changed.size;
}
