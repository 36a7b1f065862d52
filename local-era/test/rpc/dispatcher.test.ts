import { expect } from "chai";
import * as fc from "fast-check";
import { Node } from "../../src/chain/node.ts";
import { BRIEF } from "../../src/printing/detail.ts";
import { Dispatcher } from "../../src/rpc/dispatcher.ts";
import { invalidParams } from "../../src/rpc/rpc-error.ts";

/** Builds a JSON text of nested arrays. */
const deep = (levels: number) => "[".repeat(levels) + "]".repeat(levels);

/** Builds a request that nests `levels` deep, itself included. */
const deepParameter = (levels: number) =>
  `{"jsonrpc":"2.0","id":1,"method":"echo","params":${deep(levels - 1)}}`;

describe("The JSON-RPC dispatcher", () => {
  let dispatcher: Dispatcher;

  before(() => {
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
    dispatcher = new Dispatcher(node, {
      echo: (_node, params) => params,
      nothing: () => undefined,
      picky: () => {
        throw invalidParams("thing must be blue");
      },
      broken: () => {
        throw new Error("cogwheel lost");
      },
    });
  });

  const handle = (body: unknown) => dispatcher.handle(JSON.stringify(body));
  const request = (method: string, more: object = {}) => ({ jsonrpc: "2.0", id: 1, method, ...more });

  it("returns the method's result with the request's id", async () => {
    for (const id of [1, Number.MAX_SAFE_INTEGER, "9007199254740993", "a", null]) {
      const response = await handle(request("echo", { id, params: [1, "x"] }));
      expect(response).to.deep.equal({ jsonrpc: "2.0", id, result: [1, "x"] });
    }
  });

  it("returns null for a method without a result", async () => {
    expect(await handle(request("nothing"))).to.deep.equal({ jsonrpc: "2.0", id: 1, result: null });
  });

  it("treats missing params as none", async () => {
    expect(await handle(request("echo"))).to.deep.include({ result: [] });
  });

  it("answers the requests of a batch in order and independently", async () => {
    const batch = [request("echo", { id: 1, params: ["a"] }), request("gone", { id: 2 }), 5];
    const responses = (await handle(batch)) as { id: unknown; error?: { code: number } }[];
    expect(responses.map(({ id }) => id)).to.deep.equal([1, 2, null]);
    expect(responses.map(({ error }) => error?.code)).to.deep.equal([undefined, -32601, -32600]);
  });

  it("does not answer notifications", async () => {
    expect(await handle({ jsonrpc: "2.0", method: "echo" })).to.equal(undefined);
    expect(await handle([{ jsonrpc: "2.0", method: "broken" }])).to.equal(undefined);
  });

  it("accepts params nested as deeply as allowed", async () => {
    expect(await dispatcher.handle(deepParameter(128))).to.deep.include({
      id: 1,
      result: JSON.parse(deep(127)),
    });
  });

  it("shortens the name of an unknown method in its error, however long it is", async () => {
    const { error } = (await handle(request("x".repeat(1_000_000)))) as { error: { message: string } };
    expect(error.message).to.equal(`Method not found: ${"x".repeat(80)}…`);
  });

  const errors: [name: string, body: string, id: unknown, code: number, message: string][] = [
    ["text that is not JSON", "{oops", null, -32700, "Parse error"],
    ["an empty body", "", null, -32700, "Parse error"],
    ["an empty batch", "[]", null, -32600, "Invalid request"],
    ["a number", "7", null, -32600, "Invalid request"],
    ["another version", '{"jsonrpc":"1.0","id":4,"method":"echo"}', 4, -32600, '"jsonrpc" must be "2.0"'],
    ["no method", '{"jsonrpc":"2.0","id":4}', 4, -32600, '"method" must be a string'],
    ...["9007199254740993", "-9007199254740993", "1e999"].map(
      (id): [name: string, body: string, id: unknown, code: number, message: string] => [
        `the id ${id}, which would come back as another`,
        `{"jsonrpc":"2.0","id":${id},"method":"echo"}`,
        null,
        -32600,
        "a number beyond 2^53 would come back as another",
      ],
    ),
    ["an id that is an object", '{"jsonrpc":"2.0","id":{},"method":"echo"}', null, -32600, '"id" must be'],
    ["an unknown method", JSON.stringify(request("eth_nope")), 1, -32601, "Method not found: eth_nope"],
    ["a name from Object.prototype", JSON.stringify(request("toString")), 1, -32601, "Method not found"],
    ["named parameters", JSON.stringify(request("echo", { params: { a: 1 } })), 1, -32602, "by position"],
    ["parameters the method refuses", JSON.stringify(request("picky")), 1, -32602, "thing must be blue"],
    ["nested arrays", deep(200_000), null, -32700, "nested deeper than 128 levels"],
    ["a param of nested arrays", deepParameter(129), null, -32700, "nested deeper than 128 levels"],
    ["nested objects", '{"a":'.repeat(129) + "1" + "}".repeat(129), null, -32700, "nested deeper than"],
    ["a method that throws", JSON.stringify(request("broken")), 1, -32603, "cogwheel lost"],
  ];
  for (const [name, body, id, code, message] of errors) {
    it(`answers ${name} with ${code}`, async () => {
      const response = (await dispatcher.handle(body)) as {
        id: unknown;
        error: { code: number; message: string };
      };
      expect(response).to.deep.include({ jsonrpc: "2.0", id });
      expect(response.error.code).to.equal(code);
      expect(response.error.message).to.contain(message);
    });
  }

  it("answers any JSON with a JSON-RPC response", async () => {
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.json(), fc.string()), async (body) => {
        for (const response of [await dispatcher.handle(body)].flat()) {
          expect(response).to.include({ jsonrpc: "2.0" });
        }
      }),
      { numRuns: 200 },
    );
  });
});
