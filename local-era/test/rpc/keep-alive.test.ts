import { once } from "node:events";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { Agent, request } from "node:http";
import type { ClientRequest, IncomingMessage, Server, ServerResponse } from "node:http";
import { connect } from "node:net";
import type { Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { expect } from "chai";
import { Node } from "../../src/chain/node.ts";
import { BRIEF } from "../../src/printing/detail.ts";
import { Dispatcher } from "../../src/rpc/dispatcher.ts";
import { serve } from "../../src/rpc/server.ts";
import type { Listeners } from "../../src/rpc/server.ts";
import { RunningNode } from "./running-node.ts";

const BODY = '{"jsonrpc":"2.0","id":1,"method":"echo","params":[]}';
const HALF_A_REQUEST = "POST / HTTP/1.1\r\nhost: x\r\ncontent-length: 1000\r\n\r\n{";

/** Sends a request over an agent's connections, and reads the complete response. */
async function post(url: string, agent: Agent): Promise<{ sent: ClientRequest; response: IncomingMessage }> {
  const sent = request(url, { method: "POST", agent });
  sent.end(BODY);
  const [response] = (await once(sent, "response")) as [IncomingMessage];
  await text(response);
  return { sent, response };
}

async function connected(url: string, written?: string): Promise<Socket> {
  const { port, hostname } = new URL(url);
  const socket = connect(Number(port), hostname).on("error", () => undefined);
  await once(socket, "connect");
  if (written !== undefined) socket.write(written);
  return socket;
}

describe("A client's connection to the node", function () {
  this.timeout(30_000);
  let listeners: Listeners;
  let server: Server;
  let url: string;
  let agent: Agent;

  before(async () => {
    const node = new Node({
      chainId: 260n,
      timestamp: 1000n,
      balances: new Map(),
      sealing: { mode: "automatic" },
      enforceRules: false,
      autoImpersonate: false,
      dropSilently: false,
      detail: BRIEF,
      clientVersion: "test",
      log: () => undefined,
    });
    const dispatcher = new Dispatcher(node, { echo: (_node, params) => params });
    const options = { hosts: ["127.0.0.1"], port: 0, allowOrigin: undefined, healthCheck: false };
    listeners = await serve(dispatcher, { ...options, maxBodySize: undefined });
    server = listeners.servers[0]!;
    url = listeners.urls[0]!;
  });

  after(() => listeners.close());

  beforeEach(() => {
    agent = new Agent({ keepAlive: true, maxSockets: 1 });
  });

  afterEach(() => agent.destroy());

  it("may idle between two requests for as long as the client likes", async () => {
    const accepted = once(server, "connection") as Promise<[Socket]>;
    for (const isReused of [false, true, true]) {
      const answered = once(server, "request");
      const { sent } = await post(url, agent);
      expect(sent.reusedSocket).to.equal(isReused);
      const [, response] = (await answered) as [IncomingMessage, ServerResponse];
      if (!response.writableFinished) await once(response, "finish");
      const [atTheServer] = await accepted;
      // The timer with which Node's server closes an idle connection; 0 means none.
      expect(atTheServer.timeout ?? 0).to.equal(0);
    }
  });

  it("may idle before its first request, and within one, for as long as the client likes", () => {
    const { timeout, keepAliveTimeout, headersTimeout, requestTimeout, maxRequestsPerSocket } = server;
    expect({ timeout, keepAliveTimeout, headersTimeout, requestTimeout, maxRequestsPerSocket }).to.deep.equal(
      { timeout: 0, keepAliveTimeout: 0, headersTimeout: 0, requestTimeout: 0, maxRequestsPerSocket: 0 },
    );
  });

  it("is announced as persistent, without a timeout", async () => {
    const { headers } = (await post(url, agent)).response;
    expect(headers.connection).to.equal("keep-alive");
    expect(headers).not.to.have.property("keep-alive");
  });

  for (const signal of ["SIGTERM", "SIGINT"] as const) {
    it(`lets ${signal} end the node at once`, async () => {
      const node = await RunningNode.start();
      await post(node.url, agent);
      const others = [await connected(node.url), await connected(node.url, HALF_A_REQUEST)];
      expect(await node.call("eth_chainId")).to.equal("0x104");
      expect(await node.stop(signal)).to.equal(signal);
      others.forEach((socket) => socket.destroy());
    });
  }

  it("lets the node write its state and end", async () => {
    const folder = mkdtempSync(join(tmpdir(), "local-era-keep-alive-"));
    const file = join(folder, "state.json");
    const node = await RunningNode.start(`--dump-state=${file}`);
    await post(node.url, agent);
    expect(await node.stop()).to.equal("SIGTERM");
    expect(existsSync(file)).to.equal(true);
    rmSync(folder, { recursive: true });
  });
});
