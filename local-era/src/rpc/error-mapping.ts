import { SubmissionRefused } from "../chain/submission.ts";
import { InvalidStateDump } from "../dump/state-dump.ts";
import { InvalidJsonValue } from "../primitives/json-value.ts";
import { TransactionParseError } from "../transactions/parse-error.ts";
import { invalidParams, RpcCode, RpcError } from "./rpc-error.ts";

/** Maps an error to what clients see: the chain's own errors get code 3, unexpected ones `-32603` and their text. */
export function toRpcError(error: unknown): RpcError {
  if (error instanceof RpcError) return error;
  if (error instanceof InvalidJsonValue) return invalidParams(error.message);
  if (error instanceof TransactionParseError) {
    return new RpcError(RpcCode.Execution, `Failed to serialize transaction: ${error.message}`);
  }
  if (error instanceof SubmissionRefused) return new RpcError(RpcCode.Execution, error.message, error.data);
  if (error instanceof InvalidStateDump) return new RpcError(RpcCode.InvalidParams, error.message);
  return new RpcError(RpcCode.Internal, error instanceof Error ? error.message : String(error));
}
