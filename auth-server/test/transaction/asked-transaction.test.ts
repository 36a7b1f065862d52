import { randomUUID } from "node:crypto";
import { parseRequest } from "@zksync-sso/sdk/messages";
import { MalformedTransactionError } from "@zksync-sso/sdk/errors";
import { expect } from "chai";
import fc from "fast-check";
import {
  bytesToHex,
  concat,
  decodeFunctionData,
  encodeFunctionData,
  erc20Abi,
  numberToHex,
  parseAbi,
  zeroAddress,
  type Hex,
} from "viem";
import {
  askedTransaction,
  ForbiddenCallError,
  type TransactionRequest,
} from "../../src/transaction/asked-transaction.ts";
import { effectsOf } from "../../src/transaction/effects.ts";
import { isAllWatched } from "../../src/transaction/watched-holdings.ts";
import { addressInGroups } from "../../src/words/address.ts";
import { SPENDER, TARGET } from "../session.ts";

const ACCOUNT = "0x6cC8cf7f6b488C58AA909B77E6e65c631c204784";
const MODULE = "0x111C3E89Ce80e62EE88318C2804920D4c96f92bb";

const word = (value: bigint): Hex => numberToHex(value, { size: 32 });

const request = (method: string, params: unknown[]): TransactionRequest =>
  parseRequest({
    id: randomUUID(),
    content: { action: { method, params }, chainId: 260 },
  }) as TransactionRequest;

describe("A single transaction that an app requests", () => {
  it("is read call by call, as one transaction", () => {
    const calls = [{ to: TARGET, value: "0x1" }, { to: SPENDER }];
    const asked = askedTransaction(request("wallet_sendCalls", [{ calls }]), ACCOUNT, [MODULE]);
    expect(asked.calls.map(({ to, value }) => [to, value])).to.deep.equal([
      [TARGET, 1n],
      [SPENDER, 0n],
    ]);
    expect(asked.transaction.to).to.equal(ACCOUNT);
  });

  it("never calls the account itself, or whatever decides who may act for it", () => {
    for (const to of [ACCOUNT, ACCOUNT.toLowerCase(), MODULE]) {
      for (const asked of [
        request("eth_sendTransaction", [{ to, data: "0x12345678" }]),
        request("eth_signTransaction", [{ to }]),
        request("wallet_sendCalls", [{ calls: [{ to: TARGET }, { to }] }]),
      ])
        expect(() => askedTransaction(asked, ACCOUNT, [MODULE]), asked.method).to.throw(ForbiddenCallError);
    }
  });

  it("is shown the same way, in whatever case its calldata is written (property)", () => {
    const facts = new Map([[TARGET.toLowerCase(), { hasCode: true, symbol: "USDC", decimals: 6 }]]);
    const calldata = fc.constantFrom(
      encodeFunctionData({ abi: erc20Abi, functionName: "transfer", args: [SPENDER, 1_000_000_000n] }),
      encodeFunctionData({ abi: erc20Abi, functionName: "approve", args: [SPENDER, 1_000_000_000n] }),
      encodeFunctionData({ abi: erc20Abi, functionName: "transferFrom", args: [ACCOUNT, SPENDER, 5n] }),
    );
    const shown = (data: string) =>
      [
        request("eth_sendTransaction", [{ to: TARGET, data }]),
        request("wallet_sendCalls", [{ calls: [{ to: TARGET, data }] }]),
      ].map((asked) => {
        const { calls } = askedTransaction(asked, ACCOUNT, []);
        return { effects: effectsOf(calls, ACCOUNT, facts), isWhole: isAllWatched(calls, facts) };
      });
    fc.assert(
      fc.property(calldata, fc.infiniteStream(fc.boolean()), (data, capitals) => {
        const spelled = data
          .slice(2)
          .replace(/./g, (digit) => (capitals.next().value ? digit.toUpperCase() : digit));
        expect(shown(`0x${spelled}`)).to.deep.equal(shown(data));
        expect(shown(`0x${spelled}`)[0]!.isWhole).to.equal(true);
      }),
    );
  });

  it("is the account's next one, whatever nonce an app names", () => {
    for (const method of ["eth_sendTransaction", "eth_signTransaction"]) {
      const asked = request(method, [{ to: TARGET, nonce: "0x7" }]);
      expect(askedTransaction(asked, ACCOUNT, []).transaction, method).not.to.have.property("nonce");
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
      expect(effectsOf(calls, ACCOUNT, facts)[0], asked.method).to.deep.include({
        what: "Let somebody take your USDC",
        amount: "5 USDC",
        address: addressInGroups(SPENDER),
      });
    }
  });

  it("is shown with the allowance that the account reads, whatever follows in the paymaster's input (property)", () => {
    const words = fc.tuple(fc.bigInt(0n, 2n ** 160n - 1n), fc.bigInt(0n, 2n ** 256n - 1n));
    const rest = fc.uint8Array({ maxLength: 100 }).map((bytes) => bytesToHex(bytes));
    fc.assert(
      fc.property(words, rest, ([token, amount], tail) => {
        const paymasterInput = concat(["0x949431dc", word(token), word(amount), tail]);
        const sent = request("eth_sendTransaction", [{ to: SPENDER, paymaster: SPENDER, paymasterInput }]);
        const { calls, isPaidInTokens } = askedTransaction(sent, ACCOUNT, [MODULE]);
        expect(isPaidInTokens).to.equal(true);
        expect(BigInt(calls[0]!.to)).to.equal(token);
        expect(decodeFunctionData({ abi: erc20Abi, data: calls[0]!.data }).args).to.deep.equal([
          SPENDER,
          amount,
        ]);
      }),
    );
  });

  it("is refused with paymaster input that the account refuses, and with an allowance for a forbidden contract", () => {
    const paidWith = (paymasterInput: Hex) => () =>
      askedTransaction(
        request("eth_sendTransaction", [{ to: SPENDER, paymaster: SPENDER, paymasterInput }]),
        ACCOUNT,
        [MODULE],
      );
    for (const input of [
      "0x",
      "0x12345678",
      "0x949431dc",
      concat(["0x949431dc", word(1n)]),
      concat(["0x949431dc", word(2n ** 160n), word(1n)]),
    ] as const)
      expect(paidWith(input), input).to.throw(MalformedTransactionError);
    expect(paidWith(concat(["0x949431dc", word(BigInt(MODULE)), word(1n)]))).to.throw(ForbiddenCallError);
  });

  it("takes the zero address for no paymaster, as the chain does", () => {
    const asked = request("eth_sendTransaction", [
      { to: SPENDER, paymaster: zeroAddress, paymasterInput: concat(["0x949431dc", word(1n), word(1n)]) },
    ]);
    expect(askedTransaction(asked, ACCOUNT, [MODULE])).to.deep.include({ isPaidInTokens: false });
  });

  it("is called sending if it moves the account's own tokens, whichever function does that", () => {
    const facts = new Map([[TARGET.toLowerCase(), { hasCode: true, symbol: "USDC", decimals: 0 }]]);
    const whats = ([ACCOUNT, SPENDER] as const).map((from) => {
      const data = encodeFunctionData({
        abi: erc20Abi,
        functionName: "transferFrom",
        args: [from, MODULE, 5n],
      });
      return effectsOf([{ to: TARGET, value: 0n, data }], ACCOUNT, facts)[0]?.what;
    });
    expect(whats).to.deep.equal(["Send USDC", "Move USDC of somebody else’s"]);
  });

  it("comes with a warning if it lets somebody else take something later", () => {
    for (const selector of ["0x095ea7b3", "0x39509351", "0xd73dd623", "0xa22cb465", "0x87517c45"] as const) {
      const [effect] = effectsOf([{ to: TARGET, value: 0n, data: `${selector}00` }], ACCOUNT, new Map());
      expect(effect).to.have.property("risk").that.contains("take");
    }
  });
});
