import { custom, encodeFunctionResult, numberToHex, parseEther, type Hex } from "viem";
import { generatePrivateKey, privateKeyToAddress } from "viem/accounts";
import { sessionFunctions } from "../../src/client/session/session-functions.js";
import type { SessionSpec } from "../../src/session/index.js";
import { ALICE } from "./addresses.js";

/** The next one of the account. */
export const NONCE = 5;
export const NOW = BigInt(Math.floor(Date.now() / 1000));
/** Of the session's key. */
export const SECRET = generatePrivateKey();
const TRANSFER = { remaining: 10n, target: ALICE, selector: "0x00000000", index: 0n } as const;
const STATE = {
  status: 1,
  feesRemaining: parseEther("1"),
  transferValue: [TRANSFER],
  callValue: [],
  callParams: [],
};
/** A session that is open on the node: 10 wei for Alice. */
export const session: SessionSpec = {
  signer: privateKeyToAddress(SECRET),
  expiresAt: NOW + 86_400n,
  feeLimit: { limitType: 1, limit: parseEther("1"), period: 0n },
  callPolicies: [],
  transferPolicies: [
    { target: ALICE, maxValuePerUse: 10n, valueLimit: { limitType: 1, limit: 10n, period: 0n } },
  ],
};

/** A node that keeps what it is given, and gives these answers to it. */
export function keepingNode(answers: readonly { message: string; data?: string }[]) {
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
