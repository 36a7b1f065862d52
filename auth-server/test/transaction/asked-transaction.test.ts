import { randomUUID } from "node:crypto";
import { parseRequest } from "@zksync-sso/sdk/messages";
import { expect } from "chai";
import { encodeFunctionData, parseAbi } from "viem";
import {
  askedTransaction,
  ForbiddenCallError,
  type TransactionRequest,
} from "../../src/transaction/asked-transaction.ts";
import { effectsOf } from "../../src/transaction/effects.ts";
import { addressInGroups } from "../../src/words/address.ts";
import { SPENDER, TARGET } from "../session.ts";

const ACCOUNT = "0x6cC8cf7f6b488C58AA909B77E6e65c631c204784";
const MODULE = "0x111C3E89Ce80e62EE88318C2804920D4c96f92bb";

const request = (method: string, params: unknown[]): TransactionRequest =>
  parseRequest({
    id: randomUUID(),
    content: { action: { method, params }, chainId: 260 },
  }) as TransactionRequest;

describe("What an app asks to have done once", () => {
  it("is read call by call, as one transaction", () => {
    const calls = [{ to: TARGET, value: "0x1" }, { to: SPENDER }];
    const asked = askedTransaction(request("wallet_sendCalls", [{ calls }]), ACCOUNT, [MODULE]);
    expect(asked.calls.map(({ to, value }) => [to, value])).to.deep.equal([
      [TARGET, 1n],
      [SPENDER, 0n],
    ]);
    expect(asked.transaction.to).to.equal(ACCOUNT);
  });

  it("is never of the account itself, nor of what decides who may act for it", () => {
    for (const to of [ACCOUNT, ACCOUNT.toLowerCase(), MODULE]) {
      for (const asked of [
        request("eth_sendTransaction", [{ to, data: "0x12345678" }]),
        request("eth_signTransaction", [{ to }]),
        request("wallet_sendCalls", [{ calls: [{ to: TARGET }, { to }] }]),
      ])
        expect(() => askedTransaction(asked, ACCOUNT, [MODULE]), asked.method).to.throw(ForbiddenCallError);
    }
  });

  it("is shown with the allowance that its paymaster asks for", () => {
    const input = encodeFunctionData({
      abi: parseAbi(["function approvalBased(address token, uint256 minAllowance, bytes innerInput)"]),
      args: [TARGET, 5n, "0x"],
    });
    for (const asked of [
      request("eth_sendTransaction", [{ to: SPENDER, paymaster: SPENDER, paymasterInput: input }]),
      request("wallet_sendCalls", [
        {
          calls: [{ to: SPENDER }],
          capabilities: { staticPaymasterConfiguration: { paymaster: SPENDER, paymasterData: input } },
        },
      ]),
    ]) {
      const { calls } = askedTransaction(asked, ACCOUNT, [MODULE]);
      const facts = new Map([[TARGET.toLowerCase(), { hasCode: true, symbol: "USDC", decimals: 0 }]]);
      expect(effectsOf(calls, facts)[0], asked.method).to.deep.include({
        what: "Let somebody take your USDC",
        amount: "5 USDC",
        address: addressInGroups(SPENDER),
      });
    }
  });

  it("comes with a warning if it lets somebody else take something later on", () => {
    for (const selector of ["0x095ea7b3", "0x39509351", "0xd73dd623", "0xa22cb465", "0x87517c45"] as const) {
      const [effect] = effectsOf([{ to: TARGET, value: 0n, data: `${selector}00` }], new Map());
      expect(effect).to.have.property("risk").that.contains("take");
    }
  });
});
