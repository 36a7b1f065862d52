import type { CallFrame } from "../vm/call-frame.ts";

/**
 * Explains why a call failed without returning anything: the failure of the innermost of the calls that made each other
 * fail. A proxy, or an EOA's own code, passes on the empty result but not its reason. Undefined when code reverted
 * without data.
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
