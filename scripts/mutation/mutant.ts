/** One small change to a source, which some test ought to notice. */
export interface Mutant {
  /** Identifies the change across runs, whatever line it is on. */
  readonly id: string;
  readonly file: string;
  /** Counted from 1. */
  readonly line: number;
  /** `Contract.function`, `Contract` for a state variable, or the name of a free function or constant. */
  readonly place: string;
  readonly operator: string;
  /** Source text as it is, without line breaks. */
  readonly before: string;
  readonly after: string;
  /** What is replaced, in bytes of the UTF-8 text. */
  readonly start: number;
  readonly end: number;
  /** The text that takes its place. */
  readonly replacement: string;
  /** The smallest piece of the source, in bytes, of which can be said whether it ran. */
  readonly unit: { readonly start: number; readonly end: number };
}

/** Names a change as the list of survivors does: by what it is, and not by where it stands. */
export function changeOf({ before, after }: Pick<Mutant, "before" | "after">): string {
  return `${before} → ${after}`;
}

/** Applies a change to the text of its file. */
export function mutate(source: string, { start, end, replacement }: Mutant): string {
  const bytes = Buffer.from(source);
  return bytes.subarray(0, start).toString() + replacement + bytes.subarray(end).toString();
}
