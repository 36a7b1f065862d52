import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { WebSocket, WebSocketServer, type RawData } from "ws";

/** A page, tab or popup, that has been opened and has loaded nothing yet. */
export interface NewPage {
  readonly targetId: string;
  /** The browser context it is in. */
  readonly browserContextId: string;
}

/** A proxy of a browser's connection on which each new page waits until it is prepared. */
export interface PageGate {
  readonly endpoint: string;
  close(): Promise<void>;
}

interface Message {
  readonly method?: string;
  readonly params?: unknown;
  readonly sessionId?: string;
}

interface Attached {
  readonly sessionId: string;
  readonly targetInfo: NewPage & { readonly type: string };
}

/**
 * Sits between Playwright and a browser. The browser holds a new page back until Playwright releases it,
 * which happens at once, while Playwright hands the page out only when its scripts run; here, the release
 * waits until the page is prepared.
 */
export async function openPageGate(
  browserEndpoint: string,
  prepare: (page: NewPage) => Promise<void>,
): Promise<PageGate> {
  const server = new WebSocketServer({ host: "127.0.0.1", port: 0, perMessageDeflate: false });
  await once(server, "listening");
  server.on("connection", (client) => join(client, browserEndpoint, prepare));
  return {
    endpoint: `ws://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: async () => {
      for (const client of server.clients) client.terminate();
      server.close();
      await once(server, "close");
    },
  };
}

function join(client: WebSocket, endpoint: string, prepare: (page: NewPage) => Promise<void>): void {
  // Masks protect from intermediaries, of which a connection within a machine has none.
  const browser = new WebSocket(endpoint, { perMessageDeflate: false, generateMask: () => undefined });
  const opened = once(browser, "open");
  const prepared = new Map<string, Promise<void>>();

  browser.on("message", (data) => {
    const { params } = read(data, "Target.attachedToTarget");
    if (params !== undefined) {
      const { sessionId, targetInfo } = params as Attached;
      if (targetInfo.type === "page") prepared.set(sessionId, prepare(targetInfo));
    }
    client.send(data, { binary: false });
  });
  client.on("message", (data) => {
    const { sessionId = "" } = read(data, "Runtime.runIfWaitingForDebugger");
    // A page may be closed while it is prepared; the test that needs the device reports any other failure.
    const tried = prepared.get(sessionId)?.catch((error: unknown) => console.error(error));
    void Promise.all([opened, tried]).then(() => browser.send(data, { binary: false }));
  });
  client.on("close", () => browser.close());
  browser.on("close", () => client.close());
}

/** Reads a message of one method; returns nothing of another, most of which are passed on as the bytes they are. */
function read(data: RawData, method: string): Partial<Message> {
  const bytes = data as Buffer;
  if (!bytes.includes(`"${method}"`)) return {};
  const message = JSON.parse(bytes.toString()) as Message;
  return message.method === method ? message : {};
}
