import { createServer } from "node:http";
import type { IncomingMessage, Server, ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { errorResponse } from "./dispatcher.ts";
import type { Dispatcher } from "./dispatcher.ts";
import type { Response } from "./message.ts";
import { RpcCode, RpcError } from "./rpc-error.ts";

/** Largest request body taken, in bytes. */
export const MAX_BODY_SIZE = 10 * 1024 * 1024;

/** Where and how to listen. */
export interface ServerOptions {
  readonly host: string;
  /** 0 lets the system choose. */
  readonly port: number;
  /** Value of Access-Control-Allow-Origin; undefined sends no CORS headers. */
  readonly allowOrigin: string | undefined;
  /** Answer `GET /health`. */
  readonly healthCheck: boolean;
}

/**
 * A client may rest before its first request and between two for as long as it likes, and take its time to send one. Node's
 * own server ends a connection that rests for five seconds: a client that sends at that moment meets "socket hang up", and
 * cannot know whether its transaction has arrived.
 */
const NO_TIMEOUTS = { keepAliveTimeout: 0, headersTimeout: 0, requestTimeout: 0 };

/** Starts a JSON-RPC server over HTTP POST. Rejects with the system's error when it cannot listen. */
export function serve(dispatcher: Dispatcher, options: ServerOptions): Promise<Server> {
  const server = createServer(NO_TIMEOUTS, (request, response) => {
    answer(dispatcher, options, request, response).catch(() => response.destroy());
  });
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(options.port, options.host, () => {
      server.off("error", reject);
      resolve(server);
    });
  });
}

/** The port a listening server has. */
export function portOf(server: Server): number {
  return (server.address() as AddressInfo).port;
}

async function answer(
  dispatcher: Dispatcher,
  { allowOrigin, healthCheck }: ServerOptions,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if (allowOrigin !== undefined) setCorsHeaders(response, allowOrigin);
  if (request.method === "OPTIONS") {
    response.writeHead(204).end();
    return;
  }
  if (healthCheck && request.method === "GET" && request.url === "/health") {
    response.writeHead(200, { "content-type": "application/json" }).end("true");
    return;
  }
  if (request.method !== "POST") {
    const body = "Used HTTP Method is not allowed. POST is required\n";
    response.writeHead(405, { "content-type": "text/plain", allow: "POST, OPTIONS" }).end(body);
    return;
  }
  const body = await readBody(request);
  if (body === undefined) {
    const error = new RpcError(
      RpcCode.RequestTooBig,
      `Request is too big: the limit is ${MAX_BODY_SIZE} bytes`,
      `Exceeded max limit of ${MAX_BODY_SIZE}`,
    );
    response.setHeader("connection", "close");
    send(response, 413, errorResponse(null, error));
    return;
  }
  send(response, 200, await dispatcher.handle(body));
}

/** The body as text; undefined when it is larger than {@link MAX_BODY_SIZE}. */
function readBody(request: IncomingMessage): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  request.on("data", (chunk: Buffer) => {
    size += chunk.length;
    if (size <= MAX_BODY_SIZE) chunks.push(chunk);
    else chunks.length = 0;
  });
  return new Promise((resolve, reject) => {
    request.once("error", reject);
    request.once("close", () => reject(new Error("the request ended before its body did")));
    request.once("end", () => resolve(size > MAX_BODY_SIZE ? undefined : textOf(chunks)));
  });
}

/** Nearly every body comes in one piece. */
function textOf(chunks: readonly Buffer[]): string {
  return (chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks)).toString("utf8");
}

function send(response: ServerResponse, status: number, body: Response | Response[] | undefined): void {
  const text = body === undefined ? "" : JSON.stringify(body);
  const length = Buffer.byteLength(text);
  response.writeHead(status, { "content-type": "application/json", "content-length": length }).end(text);
}

function setCorsHeaders(response: ServerResponse, origin: string): void {
  response.setHeader("access-control-allow-origin", origin);
  response.setHeader("access-control-allow-methods", "POST, OPTIONS");
  response.setHeader("access-control-allow-headers", "*, content-type, authorization");
  if (origin !== "*") response.setHeader("vary", "origin");
}
