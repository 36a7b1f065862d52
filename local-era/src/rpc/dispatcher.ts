import type { Node } from "../chain/node.ts";
import { excerpt } from "../primitives/excerpt.ts";
import { toRpcError } from "./error-mapping.ts";
import { logExchange } from "./log-exchange.ts";
import type { Id, Request, Response } from "./message.ts";
import type { MethodTable, Params } from "./method.ts";
import { isNestedDeeperThan, MAX_NESTING } from "./nesting.ts";
import { invalidParams, RpcCode, RpcError } from "./rpc-error.ts";

/** Turns request bodies into response bodies, using a table of methods. */
export class Dispatcher {
  readonly #node: Node;
  readonly #methods: ReadonlyMap<string, MethodTable[string]>;

  constructor(node: Node, methods: MethodTable) {
    this.#node = node;
    this.#methods = new Map(Object.entries(methods));
  }

  /** Handles one request or a batch; undefined when no response is due (notifications only). */
  async handle(body: string): Promise<Response | Response[] | undefined> {
    let parsed: unknown;
    try {
      parsed = JSON.parse(body);
    } catch {
      return errorResponse(null, new RpcError(RpcCode.ParseError, "Parse error"));
    }
    if (isNestedDeeperThan(MAX_NESTING, parsed)) {
      const message = `Parse error: nested deeper than ${MAX_NESTING} levels`;
      return errorResponse(null, new RpcError(RpcCode.ParseError, message));
    }
    if (!Array.isArray(parsed)) return this.#answer(parsed);
    if (parsed.length === 0) return errorResponse(null, invalidRequest("an empty batch"));
    const responses: Response[] = [];
    for (const request of parsed) {
      const response = await this.#answer(request);
      if (response !== undefined) responses.push(response);
    }
    return responses.length > 0 ? responses : undefined;
  }

  async #answer(value: unknown): Promise<Response | undefined> {
    let request: Request;
    try {
      request = readRequest(value);
    } catch (error) {
      const rpcError = toRpcError(error);
      this.#node.log.write("rpc", "debug", `a request was refused: ${rpcError.message}`);
      return errorResponse(idOf(value) ?? null, rpcError);
    }
    const started = performance.now();
    const response = await this.#call(request);
    logExchange(this.#node.log, request, response, performance.now() - started);
    return request.id === undefined ? undefined : response;
  }

  async #call({ id = null, method, params }: Request): Promise<Response> {
    const run = this.#methods.get(method);
    if (run === undefined) {
      return errorResponse(id, new RpcError(RpcCode.MethodNotFound, `Method not found: ${excerpt(method)}`));
    }
    try {
      const result = await this.#node.exclusive(() => run(this.#node, params));
      return { jsonrpc: "2.0", id, result: result ?? null };
    } catch (error) {
      const rpcError = toRpcError(error);
      if (rpcError.code === RpcCode.Internal) {
        this.#node.log.write("rpc", "error", `${method} failed: ${rpcError.message}`);
      }
      return errorResponse(id, rpcError);
    }
  }
}

/** Builds the response to a request that failed. */
export function errorResponse(id: Id, { code, message, data }: RpcError): Response {
  return { jsonrpc: "2.0", id, error: data === undefined ? { code, message } : { code, message, data } };
}

function readRequest(value: unknown): Request {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw invalidRequest("a request is an object");
  }
  const { jsonrpc, method, params } = value as Record<string, unknown>;
  if (jsonrpc !== "2.0") throw invalidRequest('"jsonrpc" must be "2.0"');
  if (typeof method !== "string") throw invalidRequest('"method" must be a string');
  const id = idOf(value);
  if (id === undefined && "id" in value) {
    throw invalidRequest(
      '"id" must be a string, a number or null; a number beyond 2^53 would come back as another',
    );
  }
  return { id, method, params: readParams(params) };
}

function readParams(params: unknown): Params {
  if (params === undefined || params === null) return [];
  if (!Array.isArray(params)) throw invalidParams("parameters are given by position, in an array");
  return params;
}

/** The id, if the answer can have it: reading JSON rounds numbers that are too large. */
function idOf(value: unknown): Id | undefined {
  if (typeof value !== "object" || value === null || !("id" in value)) return undefined;
  const { id } = value;
  if (typeof id === "number") return Math.abs(id) <= Number.MAX_SAFE_INTEGER ? id : undefined;
  return typeof id === "string" || id === null ? id : undefined;
}

function invalidRequest(detail: string): RpcError {
  return new RpcError(RpcCode.InvalidRequest, `Invalid request: ${detail}`);
}
