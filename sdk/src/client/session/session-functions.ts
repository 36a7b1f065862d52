import { parseAbi } from "viem";
import { sessionSpecParameter } from "../../session/session-abi.js";

const LIMIT_STATES = {
  type: "tuple[]",
  components: [
    { name: "remaining", type: "uint256" },
    { name: "target", type: "address" },
    { name: "selector", type: "bytes4" },
    { name: "index", type: "uint256" },
  ],
} as const;

/**
 * The functions of the session module that clients call. Apart from its whole ABI, which is large: every application that
 * connects has these.
 */
export const sessionFunctions = [
  ...parseAbi(["function revokeKey(bytes32 sessionHash)", "function revokeKeys(bytes32[] sessionHashes)"]),
  {
    type: "function",
    name: "createSession",
    stateMutability: "nonpayable",
    inputs: [sessionSpecParameter],
    outputs: [],
  },
  {
    type: "function",
    name: "sessionState",
    stateMutability: "view",
    inputs: [{ name: "account", type: "address" }, sessionSpecParameter],
    outputs: [
      {
        name: "state",
        type: "tuple",
        components: [
          { name: "status", type: "uint8" },
          { name: "feesRemaining", type: "uint256" },
          { name: "transferValue", ...LIMIT_STATES },
          { name: "callValue", ...LIMIT_STATES },
          { name: "callParams", ...LIMIT_STATES },
        ],
      },
    ],
  },
] as const;
