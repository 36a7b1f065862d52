import type { AstNode } from "./ast.ts";

/** Describes a piece of a source file, in bytes; `end` is the first byte after it. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

/** Returns the range of a syntax tree's node in its file. */
export function rangeOf({ src }: AstNode): Range {
  const [start, length] = src.split(":").map(Number) as [number, number];
  return { start, end: start + length };
}

/** Returns the number of the file that contains a syntax tree's node. */
export function fileOf({ src }: AstNode): number {
  return Number(src.split(":")[2]);
}

export function contains(outer: Range, inner: Range): boolean {
  return inner.start >= outer.start && inner.end <= outer.end;
}

export function isSame(a: Range, b: Range): boolean {
  return a.start === b.start && a.end === b.end;
}

/** Orders ranges by their start; of those that start together the longest comes first. */
export function compareRanges(a: Range, b: Range): number {
  return a.start - b.start || b.end - a.end;
}
