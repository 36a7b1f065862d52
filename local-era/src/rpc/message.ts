import type { Params } from "./method.ts";

/** Identifies a client's request. */
export type Id = string | number | null;

/** Describes a JSON-RPC 2.0 request. */
export interface Request {
  readonly id: Id | undefined;
  readonly method: string;
  readonly params: Params;
}

/** Describes a JSON-RPC 2.0 error object. */
interface WireError {
  readonly code: number;
  readonly message: string;
  readonly data?: unknown;
}

/** Describes a JSON-RPC 2.0 response object. */
export type Response =
  | { readonly jsonrpc: "2.0"; readonly id: Id; readonly result: unknown }
  | { readonly jsonrpc: "2.0"; readonly id: Id; readonly error: WireError };
