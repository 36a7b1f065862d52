import type { Node } from "../chain/node.ts";

/** Positional parameters as they came; absent ones read as undefined. */
export type Params = readonly unknown[];

/** A JSON-RPC method: answers with a JSON value. It runs alone, see Node.exclusive. */
export type Method = (node: Node, params: Params) => unknown;

/** Methods by name. */
export type MethodTable = Readonly<Record<string, Method>>;

/** One method under several names, given with spaces between them. */
export function named(names: string, method: Method): MethodTable {
  return Object.fromEntries(names.split(" ").map((name) => [name, method]));
}
