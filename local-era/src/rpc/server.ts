import { createServer } from "node:http";
import type { IncomingMessage, OutgoingHttpHeaders, Server, ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { errorResponse } from "./dispatcher.ts";
import type { Dispatcher } from "./dispatcher.ts";
import type { Response } from "./message.ts";
import { RpcCode, RpcError } from "./rpc-error.ts";

/** Where and how to listen. */
export interface ServerOptions {
  /** At least one address. */
  readonly hosts: readonly string[];
  /** The same for every address; 0 lets the system choose. */
  readonly port: number;
  /** The value of Access-Control-Allow-Origin; undefined sends no CORS headers. */
  readonly allowOrigin: string | undefined;
  /** Whether to answer `GET /health`. */
  readonly healthCheck: boolean;
  /** Largest request body taken, in bytes; undefined takes any. */
  readonly maxBodySize: number | undefined;
}

/** What listens, until it is told to stop. */
export interface Listeners {
  readonly servers: readonly Server[];
  /** One for each address, as clients write them. */
  readonly urls: readonly string[];
  close(): void;
}

/**
 * Lets clients idle before and between requests, and send a request slowly, without a timeout. By default Node closes a
 * connection that is idle for five seconds: a client that sends at that moment gets "socket hang up" and cannot know
 * whether its transaction arrived.
 */
const NO_TIMEOUTS = { keepAliveTimeout: 0, headersTimeout: 0, requestTimeout: 0 };

/**
 * Starts a JSON-RPC server over HTTP POST at every address. Rejects with {@link CannotListen} when one of them is not to be
 * had; none listens then.
 */
export async function serve(dispatcher: Dispatcher, options: ServerOptions): Promise<Listeners> {
  const servers: Server[] = [];
  const close = (): void => {
    for (const server of servers) server.close().closeAllConnections();
  };
  const urls: string[] = [];
  let { port } = options;
  for (const host of options.hosts) {
    try {
      const server = await listen(dispatcher, options, host, port);
      servers.push(server);
      ({ port } = server.address() as AddressInfo);
    } catch (error) {
      close();
      throw new CannotListen(host, port, error, options.hosts.slice(0, servers.length));
    }
    urls.push(`http://${host.includes(":") ? `[${host}]` : host}:${port}`);
  }
  return { servers, urls, close };
}

/** Thrown when an address or its port is not to be had; `cause` is the system's error. */
export class CannotListen extends Error {
  /** @param others addresses of the same server that have the port already */
  constructor(host: string, port: number, cause: unknown, others: readonly string[]) {
    super(adviceFor(cause, host, port, others), { cause });
    this.name = "CannotListen";
  }
}

function adviceFor(error: unknown, host: string, port: number, others: readonly string[]): string {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  if (code === "EADDRINUSE" && others.length > 0) {
    return (
      `port ${port} is already in use at ${host}, perhaps by ${others.join(" or ")} of the same --host: ` +
      "leave one of them out, or choose another port with --port"
    );
  }
  if (code === "EADDRINUSE") return `port ${port} is already in use: choose another with --port`;
  if (code === "EACCES") return `no permission to listen on port ${port}: choose one above 1023`;
  if (code === "EADDRNOTAVAIL" || code === "ENOTFOUND") {
    return `${host} is not an address of this machine: choose another with --host`;
  }
  return error instanceof Error ? error.message : String(error);
}

function listen(dispatcher: Dispatcher, options: ServerOptions, host: string, port: number): Promise<Server> {
  const server = createServer(NO_TIMEOUTS, (request, response) => {
    answer(dispatcher, options, request, response).catch(() => response.destroy());
  });
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, () => {
      server.off("error", reject);
      resolve(server);
    });
  });
}

async function answer(
  dispatcher: Dispatcher,
  { allowOrigin, healthCheck, maxBodySize = Infinity }: ServerOptions,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const cors = corsHeaders(allowOrigin);
  if (request.method === "OPTIONS") {
    response.writeHead(204, allowOrigin === undefined ? {} : { ...cors, ...PREFLIGHT_HEADERS }).end();
    return;
  }
  if (healthCheck && request.method === "GET" && request.url === "/health") {
    response.writeHead(200, { ...cors, "content-type": "application/json" }).end("true");
    return;
  }
  if (request.method !== "POST") {
    const body = "Used HTTP Method is not allowed. POST is required\n";
    response.writeHead(405, { ...cors, "content-type": "text/plain", allow: "POST, OPTIONS" }).end(body);
    return;
  }
  const body = await readBody(request, maxBodySize);
  if (body === undefined) {
    const error = new RpcError(
      RpcCode.RequestTooBig,
      `Request is too big: the limit is ${maxBodySize} bytes`,
      `Exceeded max limit of ${maxBodySize}`,
    );
    send(response, 413, { ...cors, connection: "close" }, errorResponse(null, error));
    return;
  }
  send(response, 200, cors, await dispatcher.handle(body));
}

/** The body as text; undefined when it has more bytes than allowed. */
function readBody(request: IncomingMessage, maxSize: number): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  request.on("data", (chunk: Buffer) => {
    size += chunk.length;
    if (size <= maxSize) chunks.push(chunk);
    else chunks.length = 0;
  });
  return new Promise((resolve, reject) => {
    request.once("error", reject);
    // Every request is closed, nearly all of them when their body was read: an error is made for the others only.
    request.once("close", () => {
      if (!request.readableEnded) reject(new Error("the request ended before its body did"));
    });
    request.once("end", () => resolve(size > maxSize ? undefined : textOf(chunks)));
  });
}

/** Joins chunks without a copy in the usual case of a single one. */
function textOf(chunks: readonly Buffer[]): string {
  return (chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks)).toString("utf8");
}

/** Sends everything at once: headers that are set before are validated and copied one by one. */
function send(
  response: ServerResponse,
  status: number,
  headers: OutgoingHttpHeaders,
  body: Response | Response[] | undefined,
): void {
  const text = body === undefined ? "" : JSON.stringify(body);
  const length = Buffer.byteLength(text);
  response
    .writeHead(status, { ...headers, "content-type": "application/json", "content-length": length })
    .end(text);
}

function corsHeaders(origin: string | undefined): OutgoingHttpHeaders {
  if (origin === undefined) return {};
  const headers = { "access-control-allow-origin": origin };
  return origin === "*" ? headers : { ...headers, vary: "origin" };
}

/** Says what a page may send, for which browsers look in the answer to a preflight alone. */
const PREFLIGHT_HEADERS: OutgoingHttpHeaders = {
  "access-control-allow-methods": "POST, OPTIONS",
  "access-control-allow-headers": "*, content-type, authorization",
};
