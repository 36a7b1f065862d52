import { encodeFunctionData, erc20Abi, type Address, type Hex } from "viem";
import { getApprovalBasedPaymasterInput, getGeneralPaymasterInput } from "viem/zksync";
import { encodeSessionBatch, type SessionTransaction } from "../src/session/index.js";
import type { VectorPreferences } from "./vector-preferences.js";

/** A transaction, so many seconds after the session was opened. */
export type Step = SessionTransaction & { readonly at?: bigint; readonly modules?: readonly Address[] };

/** When all sessions are opened: the beginning of an hour. */
export const NOW = 1_800_000_000n;
export const SIGNER: Address = "0x1111111111111111111111111111111111111111";

const ACCOUNT: Address = "0xAcC0000000000000000000000000000000000001".toLowerCase() as Address;
const ALICE: Address = "0x45E6dC995113fd3d1A3b1964493105B9AA9a9A42";
const BOB: Address = "0x6cC8cf7f6b488C58AA909B77E6e65c631c204784";
const TOKEN: Address = "0x70ce000000000000000000000000000000000001";
const PAYMASTER: Address = "0xfa57e70000000000000000000000000000000001";

const TRANSFER = "function transfer(address to, uint256 amount) returns (bool)";
const APPROVE = "function approve(address spender, uint256 amount) returns (bool)";

function transfer(to: Address, amount: bigint): Hex {
  return encodeFunctionData({ abi: erc20Abi, functionName: "transfer", args: [to, amount] });
}

const from = ACCOUNT;

/** Sessions as they should be, and what is asked of them. */
export const goodSessions: { name: string; preferences: VectorPreferences; steps: Step[] }[] = [
  {
    name: "a lifetime limit on a transfer and on fees",
    preferences: { feeLimit: 100n, transfers: [{ to: ALICE, valueLimit: 100n, maxValuePerUse: 60n }] },
    steps: [
      { from, to: ALICE, value: 60n, gas: 10n, maxFeePerGas: 6n },
      { from, to: ALICE, value: 61n },
      { from, to: ALICE, value: 41n },
      { from, to: ALICE, value: 40n, gas: 41n, maxFeePerGas: 1n },
      { from, to: ALICE, value: 40n, gas: 40n, maxFeePerGas: 1n },
      { from, to: BOB },
      { from, to: ALICE, data: "0x010203" },
      { from, to: ALICE, modules: [ALICE] },
    ],
  },
  {
    name: "an allowance by period, until the session ends",
    preferences: {
      expiresAt: "2 hours",
      transfers: [{ to: ALICE, valueLimit: { limit: 10n, period: "1 hour" } }],
    },
    steps: [
      { from, to: ALICE, value: 10n },
      { from, to: ALICE, value: 1n },
      { from, to: ALICE, value: 10n, at: 3600n },
      { from, to: ALICE, value: 10n, at: 7200n },
      { from, to: ALICE, at: 7201n },
    ],
  },
  {
    name: "an unlimited value",
    preferences: { transfers: [{ to: ALICE, valueLimit: { limitType: "unlimited" } }] },
    steps: [{ from, to: ALICE, value: 2n ** 256n - 1n }],
  },
  {
    name: "no fees at all",
    preferences: { feeLimit: 0n, transfers: [{ to: ALICE }] },
    steps: [
      { from, to: ALICE, gas: 1n, maxFeePerGas: 1n },
      {
        from,
        to: ALICE,
        gas: 1n,
        maxFeePerGas: 1n,
        paymaster: PAYMASTER,
        paymasterInput: getGeneralPaymasterInput({ innerInput: "0x" }),
      },
    ],
  },
  {
    name: "constraints on a token's transfer",
    preferences: {
      contractCalls: [
        {
          address: TOKEN,
          abi: [TRANSFER],
          functionName: "transfer",
          constraints: [
            { index: 0, value: BOB },
            { index: 1, value: 6n, condition: "LessEqual", limit: { limit: 10n, period: "1 hour" } },
          ],
        },
      ],
    },
    steps: [
      { from, to: TOKEN, data: transfer(BOB, 6n) },
      { from, to: TOKEN, data: transfer(BOB, 7n) },
      { from, to: TOKEN, data: transfer(ALICE, 1n) },
      { from, to: TOKEN, data: transfer(BOB, 5n) },
      { from, to: TOKEN, data: transfer(BOB, 4n).slice(0, 74) as Hex },
      { from, to: TOKEN, data: transfer(BOB, 5n), at: 3600n },
      { from, to: TOKEN, data: "0x12345678" },
    ],
  },
  {
    name: "arguments of several words, with a sign, and after one of dynamic size",
    preferences: {
      contractCalls: [
        {
          address: TOKEN,
          abi: ["function f(string text, uint256[2] pair, int8 offset, bytes4 tag)"],
          functionName: "f",
          constraints: [
            { index: 1, value: [4n, 5n] },
            { index: 2, value: -1 },
            { index: 3, value: "0x01020304", condition: "NotEqual" },
          ],
        },
      ],
    },
    steps: [],
  },
  {
    name: "an overload by its signature",
    preferences: {
      contractCalls: [
        {
          address: TOKEN,
          abi: ["function mint(address to)", "function mint(address to, uint256 id)"],
          functionName: "mint(address,uint256)",
        },
      ],
    },
    steps: [],
  },
  {
    name: "numbers of uses",
    preferences: {
      transfers: [{ to: ALICE, valueLimit: 100n, maxUses: 1 }],
      contractCalls: [
        {
          address: TOKEN,
          abi: [TRANSFER],
          functionName: "transfer",
          maxUses: { limit: 1n, period: "1 hour" },
        },
      ],
    },
    steps: [
      { from, to: ALICE, value: 1n },
      { from, to: ALICE, value: 1n },
      { from, to: TOKEN, data: transfer(BOB, 1n) },
      { from, to: TOKEN, data: transfer(BOB, 1n) },
      { from, to: TOKEN, data: transfer(BOB, 1n), at: 3600n },
    ],
  },
  {
    name: "a batch",
    preferences: { transfers: [{ to: ALICE, valueLimit: 100n }] },
    steps: [
      {
        from,
        to: ACCOUNT,
        data: encodeSessionBatch([
          { to: ALICE, value: 60n },
          { to: ALICE, value: 41n },
        ]),
      },
      {
        from,
        to: ACCOUNT,
        data: encodeSessionBatch([
          { to: ALICE, value: 60n },
          { to: ALICE, value: 40n },
        ]),
        value: 100n,
      },
      { from, to: ACCOUNT, data: encodeSessionBatch([]) },
      { from, to: ACCOUNT, data: encodeSessionBatch([{ to: ALICE }]), value: 1n },
      { from, to: ACCOUNT, data: `${encodeSessionBatch([{ to: ALICE }])}00` },
      { from, to: ACCOUNT },
    ],
  },
  {
    name: "an approval-based paymaster",
    preferences: {
      transfers: [{ to: ALICE, valueLimit: { limit: 100n, period: "1 day" } }],
      contractCalls: [
        {
          address: TOKEN,
          abi: [APPROVE],
          functionName: "approve",
          constraints: [
            { index: 0, value: PAYMASTER },
            { index: 1, limit: { limit: 10n, period: "1 hour" } },
          ],
        },
      ],
    },
    steps: [10n, 1n].map((minAllowance) => ({
      from,
      to: ALICE,
      value: 1n,
      paymaster: PAYMASTER,
      paymasterInput: getApprovalBasedPaymasterInput({ token: TOKEN, minAllowance, innerInput: "0x" }),
    })),
  },
];

const call = {
  address: TOKEN,
  abi: ["function f(uint256 a, int256 b, string c)", "function look() view returns (uint256)"],
};
const constrained = (constraint: object) => ({
  contractCalls: [{ ...call, functionName: "f", constraints: [constraint as { index: number }] }],
});

/** Sessions that are refused as they are written. */
export const badSessions: { name: string; preferences: VectorPreferences }[] = [
  { name: "nothing is allowed", preferences: {} },
  {
    name: "fees without limit",
    preferences: { transfers: [{ to: ALICE }], feeLimit: { limitType: "unlimited" } },
  },
  { name: "an expiry that is past", preferences: { transfers: [{ to: ALICE }], expiresAt: NOW - 1n } },
  { name: "an expiry a minute away", preferences: { transfers: [{ to: ALICE }], expiresAt: "60 s" } },
  { name: "an expiry in milliseconds", preferences: { transfers: [{ to: ALICE }], expiresAt: NOW * 1000n } },
  { name: "an expiry that is no duration", preferences: { transfers: [{ to: ALICE }], expiry: "soon" } },
  {
    name: "a period of a minute",
    preferences: { transfers: [{ to: ALICE, valueLimit: { limit: 1n, period: 60n } }] },
  },
  {
    name: "a period of zero",
    preferences: { transfers: [{ to: ALICE, valueLimit: { limit: 1n, period: 0n } }] },
  },
  {
    name: "a recipient that is none",
    preferences: { transfers: [{ to: "0x0000000000000000000000000000000000000000" }] },
  },
  {
    name: "two policies for one recipient",
    preferences: { transfers: [{ to: ALICE }, { to: ALICE.toLowerCase() as Address }] },
  },
  {
    name: "a value per use and none in all",
    preferences: { transfers: [{ to: ALICE, maxValuePerUse: 1n }] },
  },
  { name: "a function that is not there", preferences: { contractCalls: [{ ...call, functionName: "g" }] } },
  { name: "a function that only reads", preferences: { contractCalls: [{ ...call, functionName: "look" }] } },
  { name: "an argument that is not there", preferences: constrained({ index: 3, value: 1n }) },
  { name: "a dynamic argument", preferences: constrained({ index: 2, value: "hi" }) },
  {
    name: "an order on a number with a sign",
    preferences: constrained({ index: 1, value: 1n, condition: "Less" }),
  },
  { name: "a condition without a value", preferences: constrained({ index: 0, condition: "Less" }) },
  {
    name: "a condition that all values meet",
    preferences: constrained({ index: 0, value: 0n, condition: "GreaterEqual" }),
  },
];
