import { createHash } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { contentType } from "./content-types";
import { listenOnLoopback } from "./listen-on-loopback";
import { findSiteFile, type SiteFile } from "./site-file";

/** A site of files, and how it is served. */
export interface StaticSiteOptions {
  readonly folder: string;
  /** TCP port; 0 for any. */
  readonly port: number;
  /** Headers of every answer, above all the site's security headers. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Files generated for this site, by path, in place of the folder's: its configuration. */
  readonly files?: Readonly<Record<string, string>>;
}

/** A running site. */
export interface StaticSite {
  /** Its origin, on `localhost`. */
  readonly url: string;
  readonly port: number;
  stop(): Promise<void>;
}

/** Files whose names change with their content, as bundlers write them. */
const HASHED = /^\/assets\/.*[-.][\w-]{8}\.\w+$/;

/**
 * Serves a folder of files to this machine. A path that matches no file and has no extension gets
 * `index.html`, for pages that read their own address. Files with a hash in their name are cached for good,
 * others revalidated.
 *
 * @throws Error saying what to do if the port is in use.
 */
export async function serveStaticSite(options: StaticSiteOptions): Promise<StaticSite> {
  const { port, servers } = await listenOnLoopback(options.port, () =>
    createServer((request, response) => {
      answer(request, response, options).catch((error: unknown) => response.destroy(error as Error));
    }),
  );
  return {
    url: `http://localhost:${port}`,
    port,
    stop: async () => {
      const closed = servers.map((server) => new Promise<void>((resolve) => server.close(() => resolve())));
      for (const server of servers) server.closeAllConnections();
      await Promise.all(closed);
    },
  };
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  { folder, headers = {}, files = {} }: StaticSiteOptions,
): Promise<void> {
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
  if (request.method !== "GET" && request.method !== "HEAD") {
    refuse(response.setHeader("allow", "GET, HEAD"), 405, "this site has files only: GET or HEAD");
    return;
  }
  const [path = "/"] = (request.url ?? "/").split(/[?#]/, 1);
  const own = Object.hasOwn(files, path) ? files[path] : undefined;
  const file = own === undefined ? await findSiteFile(folder, path) : { path, content: Buffer.from(own) };
  if (file) send(request, response, file);
  else refuse(response, 404, "there is no such file");
}

function send(request: IncomingMessage, response: ServerResponse, { path, content }: SiteFile): void {
  const tag = `"${createHash("sha256").update(content).digest("base64url")}"`;
  response.setHeader("etag", tag);
  response.setHeader("cache-control", HASHED.test(path) ? "public, max-age=31536000, immutable" : "no-cache");
  if (request.headers["if-none-match"] === tag) {
    response.writeHead(304).end();
    return;
  }
  response.setHeader("x-content-type-options", "nosniff");
  response.writeHead(200, { "content-type": contentType(path), "content-length": content.length });
  // Node.js omits the content of an answer to HEAD.
  response.end(content);
}

function refuse(response: ServerResponse, status: number, reason: string): void {
  response.writeHead(status, { "content-type": "text/plain; charset=utf-8" }).end(`${reason}\n`);
}
