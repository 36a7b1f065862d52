import type { SourceLocations } from "../source-maps/source-locations.ts";
import type { CallFrame } from "../vm/call-frame.ts";

/** Locates a failure in the sources: the innermost frame's line first, then those of its callers. */
export function stackTrace(trace: readonly CallFrame[], sources: SourceLocations | undefined): string[] {
  if (sources === undefined) return [];
  return failedFrames(trace)
    .reverse()
    .flatMap((frame) => location(frame, sources) ?? [])
    .map((line) => `    at ${line}`);
}

export function location({ failedAt }: CallFrame, sources: SourceLocations | undefined): string | undefined {
  return failedAt && sources?.describe(failedAt);
}

/** Returns the last call, if it failed, and below it the calls whose failure it passed on. */
function failedFrames(calls: readonly CallFrame[]): CallFrame[] {
  const last = calls.at(-1);
  if (last?.error === undefined) return [];
  const cause = last.calls.findLast(
    ({ error, output }) => error !== undefined && Buffer.compare(output, last.output) === 0,
  );
  return [last, ...(cause === undefined ? [] : failedFrames([cause]))];
}
