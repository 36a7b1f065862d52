import { createAddressFromString } from "@ethereumjs/util";
import { wordToAddress } from "../../primitives/hex.ts";
import type { Address } from "../../primitives/hex.ts";
import { isKernelSpace, SystemAddress } from "../../primitives/system-addresses.ts";
import { EraMessage } from "../era-message.ts";
import type { RunState } from "../interpreter-state.ts";
import type { Machine } from "../machine.ts";
import { memoryExpansionGas, readMemory } from "../memory-gas.ts";
import { pointerBytes } from "./active-pointer.ts";
import { decodeFarCallAbi, ForwardingMode } from "./far-call-abi.ts";
import type { FarCallAbi } from "./far-call-abi.ts";
import type { CallKind, Operands } from "./operands.ts";
import { outOfGas, panicFrame } from "./panic.ts";
import { Reserved, reservedNumber } from "./table.ts";

const COLD_ACCOUNT_GAS = 2_600n;
const WARM_ACCOUNT_GAS = 100n;
const VALUE_TRANSFER_GAS = 9_000n;
const CALL_STIPEND = 2_300n;
const SYSTEM_CALL_MASK = 1n;

const BY_REFERENCE: readonly number[] = [Reserved.RawFarCallByRef, Reserved.SystemCallByRef];
const SYSTEM: readonly number[] = [Reserved.SystemCall, Reserved.SystemCallByRef];

export function isFarCall(number: number): boolean {
  return number === Reserved.RawFarCall || BY_REFERENCE.includes(number) || SYSTEM.includes(number);
}

/** Describes a far call without MsgValueSimulator's indirection. */
interface Target {
  readonly to: Address;
  readonly value: bigint;
  readonly isSystem: boolean;
  readonly extraAbi: readonly bigint[];
}

/**
 * Resolves a call. `SYSTEM_CALL` has four extra words in operands that no EVM call would use for them. In a call to
 * MsgValueSimulator they are [value, to, is-system mask]: the call that it makes is the intended one.
 */
function targetOf(number: number, operands: Operands, abi: FarCallAbi): Target {
  const to = wordToAddress(operands.gas);
  if (!SYSTEM.includes(number))
    return { to, value: 0n, isSystem: abi.isSystem && isKernelSpace(to), extraAbi: [] };
  const extraAbi = [operands.value, operands.inOffset, operands.outOffset, operands.outLength];
  if (to !== SystemAddress.MsgValueSimulator) {
    const isSystem = isKernelSpace(to);
    return { to, value: 0n, isSystem, extraAbi: isSystem ? extraAbi : [] };
  }
  const target = wordToAddress(extraAbi[1]!);
  const isSystem = (extraAbi[2]! & SYSTEM_CALL_MASK) !== 0n && isKernelSpace(target);
  return { to: target, value: extraAbi[0]!, isSystem, extraAbi: [] };
}

function abiOf(vm: Machine, number: number, operands: Operands): FarCallAbi {
  if (!BY_REFERENCE.includes(number)) return decodeFarCallAbi(operands.inLength);
  return decodeFarCallAbi(vm.currentFrame.activePointer?.upper ?? panicFrame());
}

/** Returns the output memory, which only raw far calls name; a system call's last operands are extra words. */
function outputOf(number: number, operands: Operands): { offset: bigint; length: bigint } {
  if (SYSTEM.includes(number)) return { offset: 0n, length: 0n };
  return { offset: operands.outOffset, length: operands.outLength };
}

/** Charges what the EVM charges for the intended call, and sets its gas (63/64 of the rest at most). */
export function priceFarCall(vm: Machine, runState: RunState, operands: Operands): bigint {
  const number = reservedNumber(operands.address);
  const abi = abiOf(vm, number, operands);
  const { to, value } = targetOf(number, operands, abi);
  const output = outputOf(number, operands);
  let gas = memoryExpansionGas(runState, output.offset, output.length);
  if (abi.forwardingMode === ForwardingMode.UseHeap && !BY_REFERENCE.includes(number)) {
    gas += memoryExpansionGas(runState, BigInt(abi.dataStart), BigInt(abi.dataLength));
  }
  gas += accessGas(vm, to) + (value > 0n ? VALUE_TRANSFER_GAS : 0n);
  const left = runState.gasLeft - gas;
  if (left < 0n) outOfGas();
  const most = left - left / 64n;
  runState.messageGasLimit = abi.gas < most ? abi.gas : most;
  return gas;
}

function accessGas(vm: Machine, to: Address): bigint {
  const { bytes } = createAddressFromString(to);
  if (vm.journal.isWarmedAddress(bytes)) return WARM_ACCOUNT_GAS;
  vm.journal.addWarmedAddress(bytes);
  return COLD_ACCOUNT_GAS;
}

/** Runs the far call; returns 1 for success, 0 for failure. */
export async function runFarCall(
  vm: Machine,
  runState: RunState,
  kind: CallKind,
  operands: Operands,
): Promise<bigint> {
  const number = reservedNumber(operands.address);
  const abi = abiOf(vm, number, operands);
  const data = calldataOf(vm, runState, number, abi);
  const { to, value, isSystem, extraAbi } = targetOf(number, operands, abi);
  const { env, interpreter } = runState;
  let gasLimit = runState.messageGasLimit ?? 0n;
  if (value > 0n) {
    interpreter.addStipend(CALL_STIPEND);
    gasLimit += CALL_STIPEND;
  }
  const isDelegate = kind === "delegateCall";
  const message = new EraMessage(
    {
      caller: isDelegate ? env.caller : env.address,
      to: isDelegate ? env.address : createAddressFromString(to),
      codeAddress: createAddressFromString(to),
      value: isDelegate ? env.callValue : value,
      data,
      gasLimit,
      depth: env.depth + 1,
      isStatic: env.isStatic || kind === "staticCall",
      delegatecall: isDelegate,
      gasRefund: runState.gasRefund,
    },
    isSystem,
    extraAbi,
  );
  const succeeded = await interpreter._baseCall(message);
  const output = outputOf(number, operands);
  const copied = Math.min(Number(output.length), runState.returnBytes.length);
  if (copied > 0) runState.memory.write(Number(output.offset), copied, runState.returnBytes.slice(0, copied));
  return succeeded;
}

function calldataOf(vm: Machine, runState: RunState, number: number, abi: FarCallAbi): Uint8Array {
  if (BY_REFERENCE.includes(number)) {
    // The pointer is the slice; an ABI word that says "use the heap" would need a heap pointer, which does not exist
    // here.
    if (abi.forwardingMode !== ForwardingMode.ForwardFatPointer) panicFrame();
    return pointerBytes(vm.currentFrame.activePointer ?? panicFrame());
  }
  // An integer is not a fat pointer: forwarding one panics on Era too.
  if (abi.forwardingMode !== ForwardingMode.UseHeap) panicFrame();
  if (abi.dataOffset > abi.dataLength) panicFrame();
  const start = BigInt(abi.dataStart + abi.dataOffset);
  return readMemory(runState, start, BigInt(abi.dataLength - abi.dataOffset)).slice();
}
