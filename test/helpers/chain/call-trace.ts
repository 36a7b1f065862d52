import type { Provider } from "zksync-ethers";

/** What `debug_traceCall` tells of a call: hexadecimal, gas in units. */
export interface CallTrace {
  readonly from: string;
  readonly to: string;
  readonly input: string;
  readonly output: string;
  readonly gasUsed: string;
  readonly calls?: readonly CallTrace[];
}

/** Traces a call that changes nothing. */
export async function traceCall(
  provider: Provider,
  request: { readonly from: string; readonly to: string; readonly data: string },
): Promise<CallTrace> {
  return (await provider.send("debug_traceCall", [request, "latest"])) as CallTrace;
}

/** Lists the calls that a call made, and those that they made, in the order they began. */
export function callsBelow({ calls = [] }: CallTrace): CallTrace[] {
  return calls.flatMap((each) => [each, ...callsBelow(each)]);
}
