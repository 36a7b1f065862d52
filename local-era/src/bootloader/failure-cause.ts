import type { CallFrame } from "../vm/call-frame.ts";

/**
 * Why a call failed that returned nothing: what ended the innermost of the calls that failed one because of the other. A
 * proxy, or an EOA's own code, hands on that nothing was returned, and not why. Undefined when code reverted without data.
 */
export function failureCause(frame: CallFrame | undefined): FailureCause | undefined {
  if (frame?.error === undefined || frame.output.length > 0) return undefined;
  const below = failureCause(frame.calls.at(-1));
  if (below !== undefined) return below;
  return frame.error === "execution reverted" ? undefined : { error: frame.error, callee: frame.to };
}

export interface FailureCause {
  /** The VM's reason, e.g. `out of gas`. */
  readonly error: string;
  readonly callee: CallFrame["to"];
}
