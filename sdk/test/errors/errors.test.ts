import { expect } from "chai";
import { RpcRequestError } from "viem";
import * as published from "zksync-sso-published/errors";
import * as errors from "../../src/errors/index.js";
import {
  EthereumProviderError,
  InvalidDurationError,
  InvalidSessionError,
  NoPolicyError,
  serializeError,
  SsoError,
  standardErrorCodes,
  standardErrors,
} from "../../src/errors/index.js";

describe("SDK errors", () => {
  it("say what is wrong, what to do, and where to read about it", () => {
    const error = new InvalidDurationError({
      field: "expiresAt",
      problem: 'is no duration: "soon"',
      remedy: "Write a number and a unit.",
      cause: new TypeError("the cause\nat length"),
    });
    expect(error.message.split("\n")).to.deep.equal([
      'expiresAt is no duration: "soon".',
      "Write a number and a unit.",
      "Docs: @zksync-sso/sdk/docs/sdk/sessions.md#durations",
      "Details: the cause",
    ]);
    expect(error.shortMessage).to.equal('expiresAt is no duration: "soon".');
    expect(error.details).to.equal("the cause");
  });

  it("say in their details what the node has answered, rather than that a request failed", () => {
    const answer = { code: 3, message: "execution reverted:\n  too late" };
    const cause = new RpcRequestError({ body: { method: "eth_call" }, error: answer, url: "http://node" });
    expect(cause.message.split("\n")[0]).to.equal("RPC Request failed.");
    expect(new SsoError("outside", { cause }).details).to.equal("execution reverted: too late");
    const between = new SsoError("between", { cause });
    expect(new SsoError("outside", { cause: between }).details).to.equal("between");
  });

  it("keep details short and on one line, whatever a node answers, and however long that is", () => {
    const detailsOf = (details: string) =>
      new SsoError("outside", { cause: Object.assign(new Error("inside"), { details }) }).details;
    expect(detailsOf("a\u001b[31m \u202eb\u2028c")).to.equal("a [31m  b c");
    expect(detailsOf("x".repeat(5_000_000))).to.equal(`${"x".repeat(1000)}…`);
    expect(detailsOf(" \n ")).to.equal("inside");
    const begun = process.cpuUsage();
    expect(detailsOf(`x${" ".repeat(300_000)}y`)).to.equal("x…");
    // In seconds: what looks at each place again from each other place takes many times that.
    expect(process.cpuUsage(begun).user / 1e6).to.be.lessThan(10);
    expect(new SsoError("outside", { cause: new Error("") }).details).to.equal(undefined);
  });

  it("form one hierarchy, with names and EIP-1193 codes", () => {
    const error = new InvalidDurationError({ field: "a", problem: "b", remedy: "c" });
    for (const parent of [InvalidSessionError, SsoError, Error]) expect(error).to.be.instanceOf(parent);
    expect(error).to.include({ name: "InvalidDurationError", code: -32602, field: "a" });
    expect(new NoPolicyError("this")).to.include({ name: "NoPolicyError", code: 4100 });
    expect(standardErrors.provider.unauthorized()).to.be.instanceOf(SsoError);
  });

  it("are named after their class", () => {
    const problem = { field: "a", problem: "b", remedy: "c" };
    for (const [name, value] of Object.entries(errors)) {
      if (typeof value !== "function" || !(value.prototype instanceof InvalidSessionError)) continue;
      const error = new (value as unknown as new (each: typeof problem) => InvalidSessionError)(problem);
      expect(error.name).to.equal(name);
      expect(error.docsPath).to.be.a("string");
    }
  });

  it("can be walked to the first one that matches, or the last", () => {
    const last = new RangeError("inside");
    const error = new SsoError("outside", { cause: new SsoError("between", { cause: last }) });
    expect(error.walk()).to.equal(last);
    expect(error.walk((each) => each instanceof RangeError)).to.equal(last);
    expect(error.walk((each) => each instanceof SsoError)).to.equal(error);
    expect(error.walk((each) => each instanceof TypeError)).to.equal(undefined);
  });
});

describe("Standard errors", () => {
  it("have the published codes", () => {
    expect(standardErrorCodes).to.deep.equal(published.standardErrorCodes);
  });

  for (const kind of ["rpc", "provider"] as const) {
    for (const name of Object.keys(published.standardErrors[kind])) {
      if (name === "server" || name === "custom") continue;
      it(`are made as the published client makes them: ${kind}.${name}`, () => {
        type Maker = (argument?: unknown) => { code: number; message: string; data?: unknown };
        const ours = (standardErrors[kind] as unknown as Record<string, Maker>)[name]!;
        const theirs = (published.standardErrors[kind] as unknown as Record<string, Maker>)[name]!;
        expect(ours().code).to.equal(theirs().code);
        expect(ours().message).to.match(/\.$/);
        expect(ours("so").message).to.equal(theirs("so").message);
        const given = { message: "so", data: { a: 1 } };
        expect(ours(given).data).to.deep.equal(theirs(given).data);
      });
    }
  }

  it("may have a custom code in the ranges reserved for that", () => {
    expect(standardErrors.rpc.server({ code: -32050, message: "busy" })).to.include({
      code: -32050,
      message: "busy",
    });
    expect(standardErrors.provider.custom({ code: 1234 }).message).to.include("1234");
    expect(() => standardErrors.rpc.server({ code: 5 })).to.throw(RangeError);
    expect(() => standardErrors.provider.custom({ code: 5000 })).to.throw(RangeError);
    expect(() => new EthereumProviderError(1000.5, "half")).to.throw(RangeError);
  });
});

describe("serializeError", () => {
  const thrown: [title: string, error: unknown][] = [
    ["an error", new Error("x")],
    ["a string", "boo"],
    ["an error with a code", standardErrors.provider.userRejectedRequest({ data: { a: 1 } })],
    ["an object with a code", { code: 4001, message: "no" }],
    ["an error with an unknown code", Object.assign(new Error("x"), { code: 7 })],
  ];
  for (const [title, error] of thrown) {
    it(`keeps code and message as the published client does: ${title}`, () => {
      const { code, message } = published.serializeError(error);
      expect(serializeError(error)).to.include({ code, message });
    });
  }

  it("survives anything that can be thrown", () => {
    for (const error of [undefined, null, 5, {}, [], Symbol("x"), { message: 5 }, new Error("\ud800"), ""]) {
      const { code, docUrl } = serializeError(error);
      expect(code).to.equal(-32603);
      expect(docUrl).to.match(/^https:/);
    }
  });

  it("names the method, and keeps unknown properties", () => {
    expect(serializeError("x", { method: "eth_call" }).docUrl).to.include("method=eth_call");
    expect(serializeError("x", [{ method: "eth_call" }]).docUrl).to.include("method=eth_call");
    expect(serializeError("x", "eth_call").docUrl).to.include("method=eth_call");
    expect(serializeError({ a: 1 }).data).to.deep.equal({ originalError: { a: 1 } });
  });
});
