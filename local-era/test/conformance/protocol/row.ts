import type { Lab } from "../lab.ts";
import type { Shape } from "./shape.ts";

/** A request's parameters, or how to get them on the laboratory's chain. */
export type Params = readonly unknown[] | ((lab: Lab) => readonly unknown[] | Promise<readonly unknown[]>);

/** A request and what comes of it. */
export interface ProtocolRow {
  readonly method: string;
  /** What the request is about, where it does not say so itself. */
  readonly about: string;
  readonly params: Params;
  readonly outcome: { readonly result: Shape } | { readonly code: number; readonly message: string | RegExp };
}

/** A method, under each of its names, and what it answers. */
export function answers(names: string, params: Params, result: Shape, about = ""): ProtocolRow[] {
  return names.split(" ").map((method) => ({ method, about, params, outcome: { result } }));
}

/** A method, under each of its names, and how it fails. */
export function fails(
  names: string,
  params: Params,
  code: number,
  message: string | RegExp,
  about = "",
): ProtocolRow[] {
  return names.split(" ").map((method) => ({ method, about, params, outcome: { code, message } }));
}

/** Methods the chain has not got. */
export function absent(names: string): ProtocolRow[] {
  return names.split(" ").flatMap((method) => fails(method, [], -32601, `Method not found: ${method}`));
}
