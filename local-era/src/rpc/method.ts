import type { Node } from "../chain/node.ts";

/** Holds positional parameters as received; omitted ones read as undefined. */
export type Params = readonly unknown[];

/** Handles a JSON-RPC method and returns a JSON value. Methods run one at a time, see Node.exclusive. */
export type Method = (node: Node, params: Params) => unknown;

/** Maps names to methods. */
export type MethodTable = Readonly<Record<string, Method>>;

/** Registers one method under several names, separated by spaces. */
export function named(names: string, method: Method): MethodTable {
  return Object.fromEntries(names.split(" ").map((name) => [name, method]));
}
