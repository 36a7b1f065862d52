/** Lists JSON-RPC 2.0's error codes, and 3 for what the chain itself refuses. */
export const RpcCode = {
  Execution: 3,
  ParseError: -32700,
  InvalidRequest: -32600,
  MethodNotFound: -32601,
  InvalidParams: -32602,
  Internal: -32603,
  RequestTooBig: -32007,
} as const;
export type RpcCode = (typeof RpcCode)[keyof typeof RpcCode];

/** Carries an error that a method responds with. */
export class RpcError extends Error {
  readonly code: RpcCode;
  readonly data: unknown;

  constructor(code: RpcCode, message: string, data?: unknown) {
    super(message);
    this.name = "RpcError";
    this.code = code;
    this.data = data;
  }
}

/** Builds a `-32602` error that names the parameter. */
export function invalidParams(detail: string): RpcError {
  return new RpcError(RpcCode.InvalidParams, `Invalid params: ${detail}`);
}
