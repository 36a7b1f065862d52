import type { Abi } from "viem";
import { formatCall } from "./format-policy.js";
import type { TypesafeCallPolicy, WriteFunctionName } from "./function-types.js";
import type { CallPolicy } from "./preferences.js";

/**
 * Writes a call policy that is checked against the ABI: a function that is not there or changes nothing, an argument
 * that does not exist, and a value of another type do not compile, and throw where there is no compiler. A function
 * whose name others have is chosen by its full signature, `name(type,type)`.
 *
 * @throws InvalidSessionError naming the field that is wrong
 *
 * @example
 * callPolicy({
 *   address: token,
 *   abi: erc20Abi,
 *   functionName: "transfer",
 *   constraints: [{ index: 0, value: recipient }, { index: 1, limit: parseUnits("10", 18) }],
 * })
 */
export function callPolicy<const abi extends Abi, const name extends WriteFunctionName<abi>>(
  policy: TypesafeCallPolicy<abi, name>,
): CallPolicy {
  const { constraints, ...rest } = policy;
  const written: CallPolicy = { ...rest, abi: policy.abi as Abi };
  if (constraints) written.constraints = [...constraints] as CallPolicy["constraints"] & object;
  formatCall(written, "");
  return written;
}
