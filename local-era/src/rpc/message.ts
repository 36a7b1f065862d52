import type { Params } from "./method.ts";

/** What a client tells its requests apart by. */
export type Id = string | number | null;

/** A JSON-RPC 2.0 request. */
export interface Request {
  readonly id: Id | undefined;
  readonly method: string;
  readonly params: Params;
}

/** A JSON-RPC 2.0 error object. */
interface WireError {
  readonly code: number;
  readonly message: string;
  readonly data?: unknown;
}

/** A JSON-RPC 2.0 response object. */
export type Response =
  | { readonly jsonrpc: "2.0"; readonly id: Id; readonly result: unknown }
  | { readonly jsonrpc: "2.0"; readonly id: Id; readonly error: WireError };
