import { expect } from "chai";
import fc from "fast-check";
import { custom, encodeFunctionResult, numberToHex, parseEther, type Hash, type Hex } from "viem";
import { generatePrivateKey, privateKeyToAddress } from "viem/accounts";
import { zksync } from "viem/chains";
import { createZksyncSessionClient } from "../../src/client/session/index.js";
import { sessionFunctions } from "../../src/client/session/session-functions.js";
import { SessionRefusedError, SsoError } from "../../src/errors/index.js";
import { sendWithSession } from "../../src/provider/session-sending.js";
import type { SessionSpec } from "../../src/session/index.js";
import { ACCOUNT, ALICE } from "../helpers/addresses.js";
import { rejection } from "../helpers/rejection.js";
import { tries } from "../helpers/tries.js";

const NONCE = 5;
const NOW = BigInt(Math.floor(Date.now() / 1000));
const SECRET = generatePrivateKey();
const TRANSFER = { remaining: 10n, target: ALICE, selector: "0x00000000", index: 0n } as const;
const STATE = {
  status: 1,
  feesRemaining: parseEther("1"),
  transferValue: [TRANSFER],
  callValue: [],
  callParams: [],
};
const session: SessionSpec = {
  signer: privateKeyToAddress(SECRET),
  expiresAt: NOW + 86_400n,
  feeLimit: { limitType: 1, limit: parseEther("1"), period: 0n },
  callPolicies: [],
  transferPolicies: [
    { target: ALICE, maxValuePerUse: 10n, valueLimit: { limitType: 1, limit: 10n, period: 0n } },
  ],
};

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

/** A node that keeps what it is given, and gives these answers to it. */
function keepingNode(answers: readonly { message: string; data?: string }[]) {
  const sent: Hex[] = [];
  const fixed: Readonly<Record<string, unknown>> = {
    eth_estimateGas: "0x10000",
    eth_gasPrice: "0x1",
    eth_getTransactionCount: numberToHex(NONCE),
    eth_getCode: "0x01",
    eth_getBalance: "0xffffffffffffffff",
    eth_getTransactionByHash: null,
  };
  const call = (to: string): Hex =>
    to === "0x000000000000000000000000000000000000800b"
      ? numberToHex(NOW, { size: 32 })
      : encodeFunctionResult({ abi: sessionFunctions, functionName: "sessionState", result: STATE });
  const request = ({ method, params }: { method: string; params: readonly [{ to: string } & Hex] }) => {
    if (method === "eth_call") return Promise.resolve(call(params[0].to));
    if (method !== "eth_sendRawTransaction") return Promise.resolve(fixed[method]);
    const { message, ...rest } = answers[sent.length] ?? { message: "busy" };
    sent.push(params[0]);
    return Promise.reject(Object.assign(new Error(message), { code: 3, ...rest }));
  };
  return { sent, transport: custom({ request: request as never }, { retryCount: 0 }) };
}

describe("A session's transaction that a node was given,", () => {
  const clientOf = (transport: ReturnType<typeof custom>, asked: unknown[]) => {
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
        makeSender: () => Promise.resolve({ sendTransaction: () => Promise.reject(error) }),
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
