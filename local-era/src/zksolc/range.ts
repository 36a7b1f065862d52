import type { AstNode } from "./ast.ts";

/** A piece of a source file, in bytes; `end` is the first byte after it. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

/** Where a node of a syntax tree is in its file. */
export function rangeOf({ src }: AstNode): Range {
  const [start, length] = src.split(":").map(Number) as [number, number];
  return { start, end: start + length };
}

/** The number of the file a node of a syntax tree is in. */
export function fileOf({ src }: AstNode): number {
  return Number(src.split(":")[2]);
}

export function contains(outer: Range, inner: Range): boolean {
  return inner.start >= outer.start && inner.end <= outer.end;
}

export function isSame(a: Range, b: Range): boolean {
  return a.start === b.start && a.end === b.end;
}

/** By where they begin; of those that begin together the longest is first. */
export function compareRanges(a: Range, b: Range): number {
  return a.start - b.start || b.end - a.end;
}
