import { expect } from "chai";
import fc from "fast-check";
import { numberToHex, type Hash, type Hex, type Transport } from "viem";
import { zksync } from "viem/chains";
import { createZksyncSessionClient } from "../../src/client/session/index.js";
import { SessionRefusedError, SsoError } from "../../src/errors/index.js";
import { sendWithSession } from "../../src/provider/session-sending.js";
import { ACCOUNT, ALICE } from "../helpers/addresses.js";
import { keepingNode, NONCE, NOW, SECRET, session } from "../helpers/keeping-node.js";
import { rejection } from "../helpers/rejection.js";
import { tries } from "../helpers/tries.js";

const SENT: Hash = `0x${"11".repeat(32)}`;

/** What a node can say that it refuses a transaction for, having kept it. */
const ANSWERS = [
  { message: "failed to validate: block.timestamp is too close to the range end" },
  { message: "Transaction failed block.timestamp assertion" },
  // Long after the session's end.
  { message: "block.timestamp assertion", data: timeOutOfRange(NOW + 10n ** 6n) },
  { message: "execution reverted", data: `0x${"ab".repeat(36)}` },
  { message: "busy" },
];

function timeOutOfRange(now: bigint): Hex {
  return `0x3d5740d9${[now, NOW, NOW + 1n].map((each) => numberToHex(each, { size: 32 }).slice(2)).join("")}`;
}

describe("A session's transaction that a node was given,", () => {
  const clientOf = (transport: Transport, asked: unknown[]) => {
    const second = (request: unknown) => Promise.resolve((asked.push(request), "0x02" as Hash));
    return createZksyncSessionClient({
      chain: zksync,
      transport,
      address: ACCOUNT,
      sessionKey: SECRET,
      sessionConfig: session,
      contracts: { session: "0x0000000000000000000000000000000000001234" },
      fallback: { sendTransaction: second, writeContract: second, sendCalls: second },
    });
  };

  it("is not left to the fallback too, whatever the node answers (property)", async () => {
    const answers = fc.array(fc.constantFrom(...ANSWERS), { minLength: 2, maxLength: 2 });
    await fc.assert(
      fc.asyncProperty(answers, fc.boolean(), async (said, isBatch) => {
        const { sent, transport } = keepingNode(said);
        const asked: unknown[] = [];
        const client = clientOf(transport, asked);
        const call = { to: ALICE, value: 5n } as const;
        const sending: Promise<unknown> = isBatch
          ? client.sendCalls({ calls: [call] })
          : client.sendTransaction(call as never);
        const error = await sending.then(
          () => undefined,
          (reason: unknown) => reason,
        );
        expect(error).to.be.instanceOf(Error);
        expect(asked).to.deep.equal([]);
        expect(sent.length).to.be.within(1, 2);
        if (error instanceof SsoError) expect(error.sentNonce).to.equal(NONCE);
      }),
      { numRuns: tries(50) },
    );
  });

  it("comes with the nonce that it was signed with, in words as well", async () => {
    const { transport } = keepingNode(ANSWERS);
    const error = await rejection(clientOf(transport, []).sendTransaction({ to: ALICE, value: 5n } as never));
    expect(error).to.be.instanceOf(SsoError).and.include({ sentNonce: NONCE });
    expect(error.message).to.include("signed, with the nonce 5");
  });

  it("does not have the owner asked in the provider either, as one that was not sent has", async () => {
    const refusal = { rule: "Expired", path: "expiresAt", asked: 2n, left: 1n } as const;
    const send = (error: Error, asked: string[]) =>
      sendWithSession({
        account: ACCOUNT,
        session: { sessionConfig: session } as never,
        transaction: { to: ALICE, value: 5n },
        makeSender: () =>
          Promise.resolve({
            sendTransaction: () => Promise.reject(error),
            estimateGas: () => Promise.resolve(1n),
          }),
        askOwner: () => Promise.resolve((asked.push("owner"), "0x02" as Hash)),
        onRefused: () => asked.push("told"),
      });
    const asked: string[] = [];
    await send(new SessionRefusedError(refusal, "It has expired."), asked);
    expect(asked).to.deep.equal(["told", "owner"]);
    const error = new SessionRefusedError(refusal, "It has expired.").noteSent(NONCE);
    const askedAfter: string[] = [];
    expect(await rejection(send(error, askedAfter))).to.equal(error);
    expect(askedAfter).to.deep.equal([]);
  });
});

describe("Transactions that an app asks for, with the gas of some", () => {
  let sent: (bigint | undefined)[];
  let estimateGas: () => Promise<bigint>;

  beforeEach(() => {
    sent = [];
    estimateGas = () => Promise.resolve(7n);
  });

  const send = (more: object) =>
    sendWithSession({
      account: ACCOUNT,
      session: { sessionConfig: session, sessionHash: SENT } as never,
      transaction: { to: ALICE, value: 5n, ...more },
      makeSender: () =>
        Promise.resolve({
          sendTransaction: ({ gas }) => Promise.resolve((sent.push(gas), SENT)),
          estimateGas: () => estimateGas(),
        }),
      askOwner: () => Promise.reject(new Error("The owner was asked.")),
      onRefused: () => undefined,
    });

  it("are sent by the session in the order in which it asked, whichever of them it names the gas of", async () => {
    let answer: () => void = () => undefined;
    const asked = new Promise<void>((resolve) => {
      estimateGas = () => (resolve(), new Promise((estimated) => (answer = () => estimated(7n))));
    });
    const both = Promise.all([send({ gas: 1n }), send({})]);
    await asked;
    // By now, the second one would have overtaken it.
    await new Promise(setImmediate);
    answer();
    expect(await both).to.deep.equal([SENT, SENT]);
    expect(sent).to.deep.equal([7n, undefined]);
  });

  it("are sent with the gas that the app names where a paymaster pays, which may have signed it", async () => {
    await send({ gas: 1n, paymaster: ALICE });
    expect(sent).to.deep.equal([1n]);
  });

  it("are sent with it, too, where what they take cannot be estimated", async () => {
    estimateGas = () => Promise.reject(new Error("busy"));
    await send({ gas: 1n });
    expect(sent).to.deep.equal([1n]);
  });
});
