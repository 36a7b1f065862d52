import { expect } from "chai";
import {
  BaseError,
  createClient,
  custom,
  parseEther,
  type Address,
  type Chain,
  type Client,
  type Transport,
} from "viem";
import { UnreadableAnswerError } from "../../src/errors/index.js";
import { sendTransaction } from "../../src/transaction/send-transaction.js";
import type { TransactionSigner } from "../../src/transaction/transaction-signer.js";
import { startLocalChain, type LocalChain } from "../helpers/local-chain.js";
import { deployOwnedAccount, type OwnedAccount } from "../helpers/owned-account.js";
import { rejection } from "../helpers/rejection.js";
import { recordRequests, type RecordedRequests } from "../helpers/requests.js";

const FRIEND: Address = "0x6cC8cf7f6b488C58AA909B77E6e65c631c204784";

describe("sending an account's transaction", () => {
  let chain: LocalChain;
  let account: OwnedAccount;
  let requests: RecordedRequests;
  let client: Client<Transport, Chain>;

  before(async () => {
    chain = await startLocalChain();
    account = await deployOwnedAccount(chain);
  });
  after(() => chain.stop());
  beforeEach(() => {
    requests = recordRequests(chain);
    client = createClient({ chain: chain.chain, transport: requests.transport });
  });

  const succeeds = async (hash: `0x${string}`) => {
    const { status } = await chain.publicClient.waitForTransactionReceipt({ hash });
    expect(status).to.equal("success");
  };

  it("moves value after one round of reads and the send", async () => {
    const before = await chain.publicClient.getBalance({ address: FRIEND });
    const hash = await sendTransaction(client, {
      signer: account.signer,
      transaction: { to: FRIEND, value: 5n },
    });
    expect(requests.rounds()).to.equal(2);
    expect(requests.methods.toSorted()).to.deep.equal(
      ["eth_estimateGas", "eth_gasPrice", "eth_getTransactionCount", "eth_sendRawTransaction"].toSorted(),
    );
    await succeeds(hash);
    expect(await chain.publicClient.getBalance({ address: FRIEND })).to.equal(before + 5n);
  });

  it("requests nothing that is given", async () => {
    const nonce = await chain.publicClient.getTransactionCount({ address: account.address });
    const transaction = { to: FRIEND, nonce, gas: 3_000_000n, maxFeePerGas: 100_000_000n };
    const hash = await sendTransaction(client, { signer: account.signer, transaction });
    expect(requests.methods).to.deep.equal(["eth_sendRawTransaction"]);
    await succeeds(hash);
  });

  it("shows the review the transaction and what was read with it before anything is signed", async () => {
    let signed = false;
    const signer: TransactionSigner = {
      ...account.signer,
      signTransaction: (...args) => {
        signed = true;
        return account.signer.signTransaction(...args);
      },
    };
    const sending = sendTransaction(client, {
      signer,
      transaction: { to: FRIEND },
      alongside: () => chain.publicClient.getBalance({ address: account.address }),
      review: ({ transaction, reads }) => {
        expect(transaction.gas > 0n && reads > 0n).to.equal(true);
        throw new Error("stopped by the review");
      },
    });
    await expectRejection(sending, "stopped by the review");
    expect(signed).to.equal(false);
    expect(requests.methods).not.to.include("eth_sendRawTransaction");
  });

  it("sends concurrent transactions one after the other, whether or not an earlier one fails", async () => {
    const send = (value: bigint) =>
      sendTransaction(client, { signer: account.signer, transaction: { to: FRIEND, value } });
    const before = await chain.publicClient.getTransactionCount({ address: account.address });
    const [first, tooMuch, second] = await Promise.allSettled([
      send(1n),
      send(parseEther("1000000")),
      send(2n),
    ]);
    expect(tooMuch.status).to.equal("rejected");
    for (const sent of [first, second]) if (sent.status === "fulfilled") await succeeds(sent.value);
    expect([first.status, second.status]).to.deep.equal(["fulfilled", "fulfilled"]);
    const after = await chain.publicClient.getTransactionCount({ address: account.address });
    expect(after - before).to.equal(2);
  });

  for (const [what, answer] of [
    ["the answer is lost", () => Promise.reject(new Error("socket hang up"))],
    // As viem's `fallback` does: the second node has the transaction from the first.
    ["another node is tried", (send: () => Promise<unknown>) => send()],
  ] as const)
    it(`returns the hash of what the node accepted, even if ${what}`, async () => {
      const before = await chain.publicClient.getBalance({ address: FRIEND });
      const lossy = custom({
        request: async (request: { method: string; params?: unknown }) => {
          const send = () => chain.publicClient.request(request as never);
          const sent: unknown = await send();
          return request.method === "eth_sendRawTransaction" ? answer(send) : sent;
        },
      });
      const hash = await sendTransaction(createClient({ chain: chain.chain, transport: lossy }), {
        signer: account.signer,
        transaction: { to: FRIEND, value: 3n },
      });
      await succeeds(hash);
      expect(await chain.publicClient.getBalance({ address: FRIEND })).to.equal(before + 3n);
    });

  it("returns its own hash whatever a node says, and takes no other transaction for its own", async () => {
    const lying = (known: unknown) =>
      custom({
        request: (request: { method: string; params?: unknown }): Promise<unknown> => {
          if (request.method === "eth_getTransactionByHash") return Promise.resolve(known);
          if (request.method !== "eth_sendRawTransaction")
            return chain.publicClient.request(request as never);
          return known === "sent"
            ? chain.publicClient.request(request as never).then(() => `0x${"33".repeat(32)}`)
            : Promise.reject(new Error("insufficient funds"));
        },
      });
    const send = (known: unknown) =>
      sendTransaction(createClient({ chain: chain.chain, transport: lying(known) }), {
        signer: account.signer,
        transaction: { to: FRIEND },
      });
    await succeeds(await send("sent"));
    for (const known of [undefined, { hash: `0x${"33".repeat(32)}` }, {}])
      await expectRejection(send(known), "insufficient funds");
  });

  it("throws the reason nothing was sent, if the chain does not have it", async () => {
    const dead = custom({
      request: (request: { method: string; params?: unknown }): Promise<unknown> =>
        request.method === "eth_sendRawTransaction"
          ? Promise.reject(new Error("socket hang up"))
          : chain.publicClient.request(request as never),
    });
    const sending = sendTransaction(createClient({ chain: chain.chain, transport: dead }), {
      signer: account.signer,
      transaction: { to: FRIEND },
    });
    await expectRejection(sending, "socket hang up");
  });

  for (const [method, answer, what] of [
    ["eth_getTransactionCount", null, "null"],
    ["eth_getTransactionCount", "0x20000000000000", '"0x20000000000000"'],
    ["eth_gasPrice", null, "null"],
    ["eth_gasPrice", "", '""'],
    ["eth_estimateGas", null, "null"],
    ["eth_estimateGas", { gas: "0x1" }, "an object"],
    // As of a chain that is not Era's: there is no contract that knows the time.
    ["eth_call", "0x", '"0x"'],
  ] as const)
    it(`says which of its questions a node has answered with ${what}, where that is none: ${method}`, async () => {
      const odd = custom({
        request: (request: { method: string; params?: unknown }): Promise<unknown> =>
          request.method === method ? Promise.resolve(answer) : chain.publicClient.request(request as never),
      });
      const sending = sendTransaction(createClient({ chain: chain.chain, transport: odd }), {
        signer: { ...account.signer, dependsOnTime: true },
        transaction: { to: FRIEND },
      });
      const error = await rejection(sending, UnreadableAnswerError);
      expect(error).to.include({ method, code: -32603 });
      expect(error.shortMessage).to.equal(`The node's answer to ${method} cannot be read: it is ${what}.`);
      expect(error.message).to.include("transport");
    });

  it("does not say that somebody cannot pay, if the node does not answer how much they have", async () => {
    const odd = custom({
      request: (request: { method: string; params?: unknown }): Promise<unknown> => {
        if (request.method === "eth_getBalance") return Promise.resolve(null);
        if (request.method === "eth_estimateGas") return Promise.reject(new Error("busy"));
        return chain.publicClient.request(request as never);
      },
    });
    const sending = sendTransaction(createClient({ chain: chain.chain, transport: odd }), {
      signer: account.signer,
      transaction: { to: FRIEND, value: 1n },
    });
    expect(await rejection(sending))
      .to.be.instanceOf(BaseError)
      .and.have.property("details", "busy");
  });

  it("throws the error of the concurrent read rather than the estimate's", async () => {
    const sending = sendTransaction(client, {
      signer: account.signer,
      transaction: { to: FRIEND, value: parseEther("1000000") },
      alongside: () => Promise.reject(new Error("this says more")),
    });
    await expectRejection(sending, "this says more");
  });
});

async function expectRejection(promise: Promise<unknown>, message: string): Promise<void> {
  const error: unknown = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).to.be.instanceOf(Error);
  expect((error as Error).message).to.include(message);
}
