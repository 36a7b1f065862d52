import {
  decodeAbiParameters,
  encodeAbiParameters,
  encodeFunctionData,
  pad,
  parseAbi,
  size,
  slice,
  type Hex,
} from "viem";
import { sameHex } from "./same.js";
import type { SessionCall } from "./session-transaction.js";

const EXECUTE_ABI = parseAbi(["function execute(bytes32 mode, bytes executionCalldata) payable"]);
const EXECUTE_SELECTOR = "0xe9ae5c53";
const EXECUTIONS = [
  {
    type: "tuple[]",
    components: [
      { name: "target", type: "address" },
      { name: "value", type: "uint256" },
      { name: "callData", type: "bytes" },
    ],
  },
] as const;

/** ERC-7579's batch that fails as a whole. */
const BATCH_MODE = pad("0x01", { dir: "right" });

/** Selector, mode, offset and length of the execution calldata, offset and length of the array. */
const SHORTEST = 4 + 5 * 32;

/** The contract takes no larger batch: checking it has to cost less than a sequencer lets it. */
export const MAX_BATCH_CALLS = 32;

/** What there is in calldata for the account itself: calls, or the rule that refuses it. */
export type ReadBatch =
  | { readonly calls: readonly Required<SessionCall>[] }
  | {
      readonly rule:
        "TargetBanned" | "MalformedBatch" | "ExecutionModeNotAllowed" | "EmptyBatch" | "TooManyCalls";
    };

/**
 * Encodes several calls as one session transaction: the calldata, for the account itself, of its `execute` in the
 * batch mode that fails as a whole.
 *
 * @example
 * const transaction = { from: account, to: account, data: encodeSessionBatch([{ to: a, value: 1n }, { to: b, data }]) }
 */
export function encodeSessionBatch(calls: readonly SessionCall[]): Hex {
  const executions = calls.map(({ to, value = 0n, data = "0x" }) => ({ target: to, value, callData: data }));
  return encodeFunctionData({
    abi: EXECUTE_ABI,
    functionName: "execute",
    args: [BATCH_MODE, encodeAbiParameters(EXECUTIONS, [executions])],
  });
}

/** Reads a batch as strictly as the contract: nothing but the ABI's own encoding of it is one. */
export function readSessionBatch(data: Hex): ReadBatch {
  if (size(data) < 4 || !sameHex(slice(data, 0, 4), EXECUTE_SELECTOR)) return { rule: "TargetBanned" };
  if (size(data) < SHORTEST) return { rule: "MalformedBatch" };
  if (!sameHex(slice(data, 4, 36), BATCH_MODE)) return { rule: "ExecutionModeNotAllowed" };
  const calls = decodeCalls(data);
  if (!calls || !sameHex(encodeSessionBatch(calls), data)) return { rule: "MalformedBatch" };
  if (calls.length === 0) return { rule: "EmptyBatch" };
  return calls.length > MAX_BATCH_CALLS ? { rule: "TooManyCalls" } : { calls };
}

function decodeCalls(data: Hex): Required<SessionCall>[] | undefined {
  try {
    const [executionCalldata] = decodeAbiParameters(
      [{ type: "bytes" }],
      `0x${"20".padStart(64, "0")}${data.slice(2 + 2 * 68)}`,
    );
    const [executions] = decodeAbiParameters(EXECUTIONS, executionCalldata);
    return executions.map(({ target, value, callData }) => ({ to: target, value, data: callData }));
  } catch {
    return undefined;
  }
}
