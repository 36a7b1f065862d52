import { createServer, type IncomingMessage, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { expect } from "chai";
import { zeroAddress } from "viem";
import { PaymasterUnavailableError } from "../../src/errors/index.js";
import { createZyfiPaymaster, getGeneralPaymasterInput } from "../../src/paymaster/index.js";
import { ACCOUNT, ALICE, BOB } from "../helpers/addresses.js";
import { rejection } from "../helpers/rejection.js";

const paymasterParams = { paymaster: BOB, paymasterInput: getGeneralPaymasterInput({ innerInput: "0x" }) };
const API_KEY = "a secret key";

const known = {
  nonce: 0,
  from: ACCOUNT,
  to: ALICE,
  gas: 0n,
  gasPrice: 0n,
  gasPerPubdata: 50_000n,
  value: 5n,
  data: undefined,
  maxFeePerGas: 0n,
  maxPriorityFeePerGas: 0n,
  chainId: 324,
};

/** Replaces Zyfi's service by a local server; the rest of `fetch` is real. */
describe("Zyfi's paymaster", () => {
  const { fetch } = globalThis;
  const { timeout } = AbortSignal;
  let server: Server;
  let answer: RequestListener;
  let asked: { url: string; request: IncomingMessage; body: unknown }[];

  before((done) => {
    server = createServer((request, response) => {
      void text(request).then((body) => {
        asked.at(-1)!.request = request;
        asked.at(-1)!.body = JSON.parse(body);
        answer(request, response);
      });
    }).listen(0, "127.0.0.1", done);
  });
  after((done) => {
    server.close(done);
    server.closeAllConnections();
  });
  beforeEach(() => {
    asked = [];
    globalThis.fetch = (url, options) => {
      asked.push({ url: String(url) } as (typeof asked)[number]);
      return fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`, options);
    };
  });
  afterEach(() => {
    globalThis.fetch = fetch;
    AbortSignal.timeout = timeout;
  });

  const handler = createZyfiPaymaster({ apiKey: API_KEY, sponsorshipRatio: 50, checkNFT: true });
  const answering = (body: unknown, status = 200) => {
    answer = (_, response) => {
      response.writeHead(status, { "Content-Type": "application/json" });
      response.end(typeof body === "string" ? body : JSON.stringify(body));
    };
  };
  const refused = async () => {
    const error = await rejection(handler(known), PaymasterUnavailableError);
    expect(error.code).to.equal(-32002);
    expect(error.metaMessages).to.have.lengthOf(1);
    expect(error.message).not.to.include(API_KEY);
    return error;
  };

  it("is asked with the key and the transaction", async () => {
    answering({ txData: { customData: { paymasterParams } } });
    await handler(known);
    expect(asked).to.have.lengthOf(1);
    const { url, request, body } = asked[0]!;
    expect(url).to.equal("https://api.zyfi.org/api/erc20_sponsored_paymaster/v1");
    expect(request.method).to.equal("POST");
    expect(request.headers).to.include({ "x-api-key": API_KEY, "content-type": "application/json" });
    expect(body).to.deep.equal({
      chainId: 324,
      sponsorshipRatio: 50,
      checkNFT: true,
      txData: { from: ACCOUNT, to: ALICE, value: "0x5", data: "0x" },
    });
  });

  it("supplies paymaster, gas and fees from its answer, and nothing else", async () => {
    const txData = {
      chainId: 324,
      from: ACCOUNT.toLowerCase(),
      to: ALICE,
      value: "5",
      data: "0x",
      maxFeePerGas: "100",
      gasLimit: "0xc8",
      customData: { gasPerPubdata: 800, paymasterParams },
    };
    answering({ txData, gasLimit: "1" });
    const offer = { ...paymasterParams, maxFeePerGas: 100n, gas: 200n, gasPerPubdata: 800n };
    expect(await handler(known)).to.deep.equal(offer);
    answering({ txData: { maxFeePerGas: null, customData: { gasPerPubdata: null, paymasterParams } } });
    expect(await handler(known)).to.deep.equal(paymasterParams);
  });

  it("gives a remedy for an error status", async () => {
    const remedies = [
      [401, /`apiKey`/],
      [403, /`apiKey`/],
      [400, /`feeTokenAddress`/],
      [429, /Try again later/],
      [503, /Try again later/],
    ] as const;
    for (const [status, remedy] of remedies) {
      answering({ message: "no" }, status);
      const error = await refused();
      expect(error.shortMessage).to.include(`status ${status}`);
      expect(error.metaMessages[0]).to.match(remedy);
    }
  });

  it("is not trusted when its answer has an unknown form", async () => {
    const offer = (changes: object) => ({ txData: { customData: { paymasterParams }, ...changes } });
    const answers = [
      "<html>",
      "",
      "null",
      { txData: { customData: {} } },
      offer({ maxFeePerGas: "a lot" }),
      offer({ maxFeePerGas: "" }),
      offer({ gasLimit: 1.5 }),
      offer({ gasLimit: -1 }),
      offer({ customData: { paymasterParams: { ...paymasterParams, paymaster: "0x12" } } }),
      offer({ customData: { paymasterParams: { ...paymasterParams, paymasterInput: "0x123" } } }),
      offer({ customData: { paymasterParams: { ...paymasterParams, paymaster: zeroAddress } } }),
    ];
    for (const each of answers) {
      answering(each);
      expect((await refused()).shortMessage).to.include("its answer");
    }
  });

  it("is not trusted when its answer is about another transaction", async () => {
    for (const [member, other] of Object.entries({ from: BOB, to: BOB, value: "6", data: "0x01" })) {
      answering({ txData: { [member]: other, customData: { paymasterParams } } });
      expect((await refused()).shortMessage).to.include(`\`${member}\``);
    }
  });

  it("is not sent the key through a redirect", async () => {
    let isFollowed = false;
    answer = (request, response) => {
      isFollowed ||= request.url !== "/v1";
      response.writeHead(307, { Location: "/elsewhere" }).end();
    };
    expect((await refused()).shortMessage).to.include("cannot be reached");
    expect(isFollowed).to.equal(false);
  });

  it("times out as soon as a person would lose patience, before or in the middle of its answer", async () => {
    const waits: number[] = [];
    AbortSignal.timeout = (milliseconds) => {
      waits.push(milliseconds);
      return timeout.call(AbortSignal, 50);
    };
    const slow: RequestListener[] = [() => undefined, (_, response) => response.writeHead(200).write("{")];
    for (answer of slow)
      expect((await refused()).shortMessage).to.include("did not answer within 10 seconds");
    expect(waits).to.deep.equal([10_000, 10_000]);
  });

  it("is asked, and times out, also where AbortSignal has no timeout: in React Native, and older browsers", async () => {
    Object.assign(AbortSignal, { timeout: undefined });
    const { setTimeout } = globalThis;
    const waits: unknown[] = [];
    answer = () => undefined;
    Object.assign(globalThis, {
      setTimeout: (run: () => void, delay: number) =>
        setTimeout(run, delay === 10_000 ? (waits.push(delay), 50) : delay),
    });
    try {
      expect((await refused()).shortMessage).to.include("did not answer within 10 seconds");
    } finally {
      Object.assign(globalThis, { setTimeout });
    }
    expect(waits).to.deep.equal([10_000]);
  });

  it("is unreachable when the connection breaks", async () => {
    answer = (request) => request.socket.destroy();
    expect((await refused()).shortMessage).to.include("cannot be reached");
  });
});
