import type { Lab } from "../lab.ts";
import type { Shape } from "./shape.ts";

/** Holds a request's params, or computes them on the laboratory's chain. */
export type Params = readonly unknown[] | ((lab: Lab) => readonly unknown[] | Promise<readonly unknown[]>);

/** Describes a request and its outcome. */
export interface ProtocolRow {
  readonly method: string;
  /** What the request is about, if its params do not show it. */
  readonly about: string;
  readonly params: Params;
  readonly outcome: { readonly result: Shape } | { readonly code: number; readonly message: string | RegExp };
}

/** Creates rows for a method that succeeds, one for each of its names. */
export function answers(names: string, params: Params, result: Shape, about = ""): ProtocolRow[] {
  return names.split(" ").map((method) => ({ method, about, params, outcome: { result } }));
}

/** Creates rows for a method that fails, one for each of its names. */
export function fails(
  names: string,
  params: Params,
  code: number,
  message: string | RegExp,
  about = "",
): ProtocolRow[] {
  return names.split(" ").map((method) => ({ method, about, params, outcome: { code, message } }));
}

/** Creates rows for methods that the chain lacks. */
export function absent(names: string): ProtocolRow[] {
  return names.split(" ").flatMap((method) => fails(method, [], -32601, `Method not found: ${method}`));
}
