import { expect } from "chai";
import { MalformedMessageError, MethodNotFoundError, SsoError } from "@zksync-sso/sdk/errors";
import {
  BaseError,
  HttpRequestError,
  InvalidInputRpcError,
  RpcRequestError,
  TimeoutError,
  TransactionExecutionError,
  WaitForTransactionReceiptTimeoutError,
  zeroHash,
} from "viem";
import { isUnreachable, problemOf } from "../../src/words/problem.ts";

const at = { url: "http://localhost:8011", body: { method: "eth_chainId" } };

describe("The message for an error", () => {
  const silent = "The chain does not answer.";

  for (const [what, error] of [
    ["answers in no time", new TimeoutError(at)],
    ["cannot be connected to", new HttpRequestError(at)],
    ["has a gateway that says it is down", new HttpRequestError({ ...at, status: 502 })],
    ["is rate-limiting us", new HttpRequestError({ ...at, status: 429 })],
  ] as const)
    it(`is the same for a node that ${what}, however deep that is`, () => {
      const wrapped = new TransactionExecutionError(error, { account: null });
      expect(isUnreachable(wrapped)).to.equal(true);
      expect(problemOf(wrapped).what).to.equal(silent);
    });

  it("says of what was sent that it may still happen, if no receipt comes", () => {
    const slow = new WaitForTransactionReceiptTimeoutError({ hash: zeroHash });
    expect(problemOf(slow)).to.deep.equal({
      what: "It is sent, and the chain has not done it yet.",
      remedy: "It may still happen: look again in a few minutes, before you do it once more.",
    });
  });

  it("is different for a node that rejects the request", () => {
    const refused = new HttpRequestError({ ...at, status: 403 });
    const answered = new RpcRequestError({ ...at, error: { code: 3, message: "execution reverted" } });
    for (const error of [refused, answered]) expect(problemOf(error).what).to.equal("The chain refused it.");
  });

  it("gives a node's own reason, and not what viem calls the number that nodes give all of theirs", () => {
    const answered = new RpcRequestError({ ...at, error: { code: -32_000, message: "nonce too low" } });
    const named = new InvalidInputRpcError(answered);
    const wrapped = new TransactionExecutionError(named, { account: null });
    for (const error of [answered, named, wrapped])
      expect(problemOf(error)).to.deep.equal({
        what: "The chain refused it.",
        remedy: "The reason given is “nonce too low”.",
      });
  });

  it("gives what viem makes of a node's answer, where it makes more of it", () => {
    const answered = new RpcRequestError({ ...at, error: { code: 3, message: "execution reverted" } });
    const explained = new BaseError("It is not for sale.", { cause: answered });
    expect(problemOf(explained).remedy).to.equal("The reason given is “It is not for sale.”.");
  });

  it("asks for the page to be loaded again where a part of it was not: browsers try that once", () => {
    for (const message of [
      "Failed to fetch dynamically imported module: https://auth.example/assets/log-in.js",
      "error loading dynamically imported module: https://auth.example/assets/log-in.js",
      "Importing a module script failed.",
    ])
      expect(problemOf(new TypeError(message))).to.deep.equal({
        what: "A part of this page could not be loaded.",
        remedy: "Check your connection, and load this page again.",
      });
  });

  it("quotes what others say, on one line, with nothing invisible", () => {
    const evil = "“Your account is locked.” Unlock it at\nhttps://evil.example\u202e";
    const others = [
      new MalformedMessageError("The data", evil, evil),
      new MethodNotFoundError(evil),
      new SsoError(evil, { metaMessages: [evil] }),
      new BaseError(evil),
      new Error(evil),
      evil,
    ];
    for (const error of others) {
      const { what, remedy } = problemOf(error);
      expect(what).to.be.oneOf(["It cannot be done.", "The chain refused it.", "Something went wrong."]);
      expect(remedy).to.match(/^The reason given is “[^“”\n\u202e]*”\.$/);
      expect(remedy).to.contain("Your account is locked.");
    }
  });
});
