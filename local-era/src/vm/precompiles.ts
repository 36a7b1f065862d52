import { p256 } from "@noble/curves/nist.js";
import { createAddressFromString } from "@ethereumjs/util";
import { EMPTY, toWord } from "../primitives/hex.ts";
import type { Address } from "../primitives/hex.ts";
import { Memo } from "../primitives/memo.ts";
import { SystemAddress } from "../primitives/system-addresses.ts";
import type { FarCall, FarCallResult } from "./far-call.ts";
import type { Machine } from "./machine.ts";

type Precompile = (vm: Machine, call: FarCall) => Promise<FarCallResult> | FarCallResult;

/** Caches results: clients run estimates and calls with the same signature before they send it. */
const verified = new Memo<boolean>(256);

/** Is the price in RIP-7212. */
const P256_VERIFY_GAS = 3_450n;
const P256_INPUT_LENGTH = 160;

/**
 * Implements P256VERIFY (RIP-7212): hash, r, s, x, y, 32 bytes each. Returns 1 for a valid signature and nothing for
 * any other input. A high s is valid: low-s is the caller's policy.
 */
function p256Verify(_vm: Machine, call: FarCall): FarCallResult {
  if (call.gas < P256_VERIFY_GAS) return outOfGas(call);
  const isValid =
    call.data.length === P256_INPUT_LENGTH && verified.recall(call.data, () => verifies(call.data));
  return { success: true, returnData: isValid ? toWord(1n) : EMPTY, gasUsed: P256_VERIFY_GAS };
}

function verifies(input: Uint8Array): boolean {
  const publicKey = Uint8Array.of(4, ...input.subarray(96, 160));
  try {
    return p256.verify(input.subarray(32, 96), input.subarray(0, 32), publicKey, {
      prehash: false,
      lowS: false,
    });
  } catch {
    // Not a point on the curve, or r or s outside [1, n).
    return false;
  }
}

/** Runs one of the EVM's own precompiles at the EVM's price. */
async function evmPrecompile(vm: Machine, call: FarCall): Promise<FarCallResult> {
  const precompile = vm.getPrecompile(createAddressFromString(call.codeAddress));
  if (precompile === undefined) throw new Error(`the EVM has no precompile at ${call.codeAddress}`);
  const result = await vm.runPrecompile(precompile, call.data, call.gas);
  if (result.exceptionError !== undefined) return outOfGas(call);
  return { success: true, returnData: result.returnValue, gasUsed: result.executionGasUsed };
}

function outOfGas(call: FarCall): FarCallResult {
  return { success: false, returnData: EMPTY, gasUsed: call.gas, error: "out of gas" };
}

/** Maps addresses to precompiles; 0x03, 0x09 and 0x0a do not exist on Era. */
export const precompiles: ReadonlyMap<Address, Precompile> = new Map<Address, Precompile>([
  [SystemAddress.EcRecover, evmPrecompile],
  [SystemAddress.Sha256, evmPrecompile],
  [SystemAddress.Identity, evmPrecompile],
  [SystemAddress.ModExp, evmPrecompile],
  [SystemAddress.EcAdd, evmPrecompile],
  [SystemAddress.EcMul, evmPrecompile],
  [SystemAddress.EcPairing, evmPrecompile],
  [SystemAddress.P256Verify, p256Verify],
]);
