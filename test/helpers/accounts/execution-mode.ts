import { AbiCoder, concat, solidityPacked, zeroPadBytes, type Result } from "ethers";
import { IERC7579Execution__factory } from "../../../typechain-types";

/** ERC-7579's call types, the first byte of a mode. */
export const CallType = { single: "0x00", batch: "0x01", static: "0xfe", delegate: "0xff" } as const;

/** ERC-7579's execution types, the second byte of a mode. */
export const ExecType = { default: "0x00", try: "0x01" } as const;

/** One call of a batch; value in wei. */
export interface Execution {
  readonly target: string;
  readonly value?: bigint;
  readonly callData?: string;
}

/**
 * Returns a mode word (ERC-7579, "Execution Mode"): call type, execution type, 4 bytes unused, selector,
 * payload.
 */
export function encodeMode(
  callType: keyof typeof CallType,
  execType: keyof typeof ExecType = "default",
  selector = "0x00000000",
): string {
  return zeroPadBytes(concat([CallType[callType], ExecType[execType], "0x00000000", selector]), 32);
}

/** Returns the execution calldata of one call: target, value and calldata packed. */
export function encodeSingle({ target, value = 0n, callData = "0x" }: Execution): string {
  return solidityPacked(["address", "uint256", "bytes"], [target, value, callData]);
}

/** Returns the execution calldata of a delegatecall or static call: target and calldata packed. */
export function encodeDelegate({ target, callData = "0x" }: Omit<Execution, "value">): string {
  return solidityPacked(["address", "bytes"], [target, callData]);
}

const EXECUTIONS = "tuple(address target,uint256 value,bytes callData)[]";
const abi = IERC7579Execution__factory.createInterface();

/** Returns the execution calldata of a batch: the ABI encoding of `Execution[]`. */
export function encodeBatch(executions: readonly Execution[]): string {
  return AbiCoder.defaultAbiCoder().encode(
    [EXECUTIONS],
    [executions.map(({ target, value = 0n, callData = "0x" }) => ({ target, value, callData }))],
  );
}

/** Returns a call to the account's `execute` with a batch that fails as a whole. */
export function encodeBatchExecute(executions: readonly Execution[]): string {
  return abi.encodeFunctionData("execute", [encodeMode("batch"), encodeBatch(executions)]);
}

/**
 * Returns the calls of a batch given to the account's `execute`.
 *
 * @throws Error if the calldata is not such a call.
 */
export function decodeBatchExecute(data: string): Execution[] {
  const [, executionCalldata] = abi.decodeFunctionData("execute", data);
  const [executions] = AbiCoder.defaultAbiCoder().decode([EXECUTIONS], executionCalldata as string);
  return (executions as Result[]).map((each) => each.toObject() as Execution);
}
