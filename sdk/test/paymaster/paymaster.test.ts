import { expect } from "chai";
import { PaymasterUnavailableError } from "../../src/errors/index.js";
import {
  createGeneralPaymaster,
  createZyfiPaymaster,
  getGeneralPaymasterInput,
  getTransactionWithPaymasterData,
} from "../../src/paymaster/index.js";
import { withPaymaster } from "../../src/paymaster/with-paymaster.js";
import { ACCOUNT, ALICE, BOB } from "../helpers/addresses.js";
import { rejection } from "../helpers/rejection.js";

const PAYMASTER = BOB;
const sender = { address: ACCOUNT, chainId: 324 };
const general = { paymaster: PAYMASTER, paymasterInput: getGeneralPaymasterInput({ innerInput: "0x" }) };

describe("Paymasters", () => {
  it("are added to a transaction that has none, and leave the others alone", async () => {
    const handler = createGeneralPaymaster(PAYMASTER);
    expect(await withPaymaster({ to: ALICE, value: 1n }, sender, handler)).to.deep.equal({
      to: ALICE,
      value: 1n,
      ...general,
    });
    const own = { to: ALICE, paymaster: ALICE, paymasterInput: "0x8c5a3445" } as const;
    expect(await withPaymaster(own, sender, handler)).to.deep.equal(own);
  });

  it("may say what gas and fees are, and are told what is known", async () => {
    const asked: object[] = [];
    const transaction = await withPaymaster({ to: ALICE, nonce: 5, data: "0x01" }, sender, (known) => {
      asked.push(known);
      return Promise.resolve({ ...general, gas: 9n, maxFeePerGas: undefined as never });
    });
    expect(transaction).to.deep.equal({ to: ALICE, nonce: 5, data: "0x01", gas: 9n, ...general });
    expect(asked[0]).to.include({
      nonce: 5,
      from: ACCOUNT,
      to: ALICE,
      data: "0x01",
      value: 0n,
      chainId: 324,
    });
  });

  it("change neither recipient nor amount, whatever the handler's answer has besides", async () => {
    const transaction = await withPaymaster({ to: ALICE, value: 1n }, sender, (known) =>
      Promise.resolve({ nonce: known.nonce, ...general, to: BOB, value: 2n }),
    );
    expect(transaction).to.deep.equal({ to: ALICE, value: 1n, ...general });
  });

  it("go into a request of viem's as the published function does it", async () => {
    const request = { to: ALICE, value: 1n };
    const plain = await getTransactionWithPaymasterData(324, ACCOUNT, request);
    expect(plain).to.deep.equal({ ...request, from: ACCOUNT, chainId: 324 });
    const handler = createGeneralPaymaster(PAYMASTER);
    const paid = await getTransactionWithPaymasterData(324, ACCOUNT, request, handler);
    expect(paid).to.deep.equal({ ...plain, ...general });
  });
});

describe("Zyfi's paymaster", () => {
  const { fetch } = globalThis;
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
  const handler = createZyfiPaymaster({ apiKey: "a key", sponsorshipRatio: 50 });
  const answering = (answer: () => Promise<Response>) => {
    globalThis.fetch = answer;
  };
  afterEach(() => {
    globalThis.fetch = fetch;
  });

  it("is asked with the key and the transaction, and its answer is taken over", async () => {
    const asked: unknown[] = [];
    const paymasterParams = { paymaster: PAYMASTER, paymasterInput: general.paymasterInput };
    const txData = {
      maxFeePerGas: "100",
      gasLimit: "200",
      customData: { gasPerPubdata: 800, paymasterParams },
    };
    globalThis.fetch = (url, options) => {
      asked.push(
        url,
        (options?.headers as Record<string, string>)["X-API-Key"],
        JSON.parse(String(options?.body)),
      );
      return Promise.resolve(Response.json({ txData }));
    };
    expect(await handler(known)).to.deep.equal({
      ...general,
      maxFeePerGas: 100n,
      gas: 200n,
      gasPerPubdata: 800n,
    });
    expect(asked.slice(1)).to.deep.equal([
      "a key",
      { chainId: 324, sponsorshipRatio: 50, txData: { from: ACCOUNT, to: ALICE, value: "0x5", data: "0x" } },
    ]);
  });

  it("fails with an error that says so when the service does not answer with a paymaster", async () => {
    const answers = [
      () => Promise.reject(new TypeError("no network")),
      () => Promise.resolve(new Response("no", { status: 401 })),
      () => Promise.resolve(new Response("<html>")),
      () => Promise.resolve(Response.json({ txData: { customData: {} } })),
    ];
    for (const answer of answers) {
      answering(answer);
      const error = await rejection(handler(known), PaymasterUnavailableError);
      expect(error.code).to.equal(-32002);
      expect(error.message).not.to.include("a key");
    }
  });
});
