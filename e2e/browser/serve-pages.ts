import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** A test's own site. */
export interface PageSite {
  /** Its origin, on `localhost`. */
  readonly url: string;
  stop(): Promise<void>;
}

/**
 * Serves pages that a test writes, by path: HTML, with the same headers on all. Anything else is not found.
 */
export async function servePages(
  pages: Readonly<Record<string, string>>,
  headers: Readonly<Record<string, string>> = {},
): Promise<PageSite> {
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? "/", "http://localhost");
    const page = pages[pathname];
    response.writeHead(page === undefined ? 404 : 200, { "content-type": "text/html", ...headers });
    response.end(page);
  });
  server.listen(0, "localhost");
  await once(server, "listening");
  return {
    url: `http://localhost:${(server.address() as AddressInfo).port}`,
    stop: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}
