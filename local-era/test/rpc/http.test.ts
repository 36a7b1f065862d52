import { connect } from "node:net";
import { expect } from "chai";
import * as fc from "fast-check";
import { RunningNode } from "./running-node.ts";

const MAX_BODY = 10 * 1024 * 1024;
const chainId = { jsonrpc: "2.0", id: 1, method: "eth_chainId", params: [] };

describe("The node's HTTP server", function () {
  this.timeout(30_000);
  let node: RunningNode;

  before(async () => {
    node = await RunningNode.start("--health-check-endpoint");
  });

  after(() => node.stop());

  afterEach(async () => {
    expect(await node.call("eth_chainId")).to.equal("0x104");
  });

  it("answers a single request", async () => {
    const response = await node.post(JSON.stringify(chainId));
    expect(response.status).to.equal(200);
    expect(response.headers.get("content-type")).to.equal("application/json");
    expect(await response.json()).to.deep.equal({ jsonrpc: "2.0", id: 1, result: "0x104" });
  });

  it("answers a batch of requests", async () => {
    const batch = [chainId, { ...chainId, id: 2, method: "net_version" }];
    const answers = (await (await node.post(JSON.stringify(batch))).json()) as { result: string }[];
    expect(answers.map(({ result }) => result)).to.deep.equal(["0x104", "260"]);
  });

  it("answers a notification with an empty body", async () => {
    const response = await node.post('{"jsonrpc":"2.0","method":"eth_chainId"}');
    expect([response.status, await response.text()]).to.deep.equal([200, ""]);
  });

  it("answers a body that is not JSON with a parse error", async () => {
    const response = await node.post("eth_chainId please");
    expect(await response.json()).to.deep.equal({
      jsonrpc: "2.0",
      id: null,
      error: { code: -32700, message: "Parse error" },
    });
  });

  it("refuses a body above its limit, naming the limit", async () => {
    const response = await node.post(JSON.stringify({ ...chainId, params: ["0".repeat(MAX_BODY)] }));
    expect(response.status).to.equal(413);
    expect(await response.json()).to.deep.equal({
      jsonrpc: "2.0",
      id: null,
      error: {
        code: -32007,
        message: `Request is too big: the limit is ${MAX_BODY} bytes`,
        data: `Exceeded max limit of ${MAX_BODY}`,
      },
    });
  });

  it("accepts a body just below its limit", async () => {
    const padding = MAX_BODY - JSON.stringify({ ...chainId, params: [""] }).length;
    const response = await node.post(JSON.stringify({ ...chainId, params: ["0".repeat(padding)] }));
    expect(await response.json()).to.deep.include({ result: "0x104" });
  });

  it("accepts POST only", async () => {
    const response = await fetch(node.url);
    expect([response.status, response.headers.get("allow")]).to.deep.equal([405, "POST, OPTIONS"]);
  });

  it("accepts requests from pages of any origin", async () => {
    const preflight = await fetch(node.url, { method: "OPTIONS", headers: { origin: "https://dapp.test" } });
    expect(preflight.status).to.equal(204);
    expect(preflight.headers.get("access-control-allow-origin")).to.equal("*");
    expect(preflight.headers.get("access-control-allow-methods")).to.equal("POST, OPTIONS");
    expect(preflight.headers.get("access-control-allow-headers")).to.contain("content-type");
    const response = await node.post(JSON.stringify(chainId), { origin: "https://dapp.test" });
    expect(response.headers.get("access-control-allow-origin")).to.equal("*");
  });

  it("answers health checks with --health-check-endpoint", async () => {
    const response = await fetch(`${node.url}/health`);
    expect([response.status, await response.json()]).to.deep.equal([200, true]);
  });

  it("survives a client that disconnects in the middle of a request", async () => {
    const { port, hostname } = new URL(node.url);
    await new Promise<void>((resolve) => {
      const socket = connect(Number(port), hostname, () => {
        socket.write("POST / HTTP/1.1\r\nhost: x\r\ncontent-length: 1000\r\n\r\n{");
        socket.destroy();
      });
      socket.once("close", () => resolve());
    });
  });

  it("answers any body with a JSON-RPC response", async () => {
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.string({ minLength: 1 }), fc.json()), async (body) => {
        const text = await (await node.post(body)).text();
        for (const answer of [JSON.parse(text)].flat()) expect(answer).to.include({ jsonrpc: "2.0" });
      }),
      { numRuns: 60 },
    );
  });
});

describe("The node's CORS flags", function () {
  this.timeout(30_000);

  const allowedOrigin = (...flags: string[]): Promise<string | null> =>
    RunningNode.with(flags, async (node) => {
      const response = await node.post(JSON.stringify(chainId));
      return response.headers.get("access-control-allow-origin");
    });

  it("can forbid requests from pages", async () => {
    expect(await allowedOrigin("--no-cors")).to.equal(null);
  });

  it("can allow one origin", async () => {
    expect(await allowedOrigin("--allow-origin=https://dapp.test")).to.equal("https://dapp.test");
  });
});
