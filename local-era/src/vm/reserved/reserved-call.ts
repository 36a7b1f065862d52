import type { RunState } from "../interpreter-state.ts";
import type { Machine } from "../machine.ts";
import { activePointerInstruction } from "./active-pointer.ts";
import { contextInstruction } from "./context.ts";
import { isFarCall, priceFarCall, runFarCall } from "./far-calls.ts";
import { peekOperands, popOperands } from "./operands.ts";
import type { CallKind } from "./operands.ts";
import { panicFrame } from "./panic.ts";
import { reservedNumber } from "./table.ts";

/** Is the cost of a register operation on the EVM's scale (its "very low" tier). */
const REGISTER_GAS = 3n;

/** Prices a reserved call before it runs: far calls cost as much as the EVM call they stand for. */
export function reservedCallGas(vm: Machine, runState: RunState, kind: CallKind): bigint {
  const operands = peekOperands(runState, kind);
  return isFarCall(reservedNumber(operands.address)) ? priceFarCall(vm, runState, operands) : REGISTER_GAS;
}

/** Runs a reserved call and pushes its result, which need not be 0 or 1. */
export async function runReservedCall(vm: Machine, runState: RunState, kind: CallKind): Promise<void> {
  const operands = popOperands(runState, kind);
  const number = reservedNumber(operands.address);
  if (isFarCall(number)) {
    runState.stack.push(await runFarCall(vm, runState, kind, operands));
    return;
  }
  const result =
    contextInstruction(vm, runState, number, operands) ??
    activePointerInstruction(vm, runState, number, operands);
  // Everything else is an instruction of kernel code: in user code it panics its frame.
  if (result === undefined) panicFrame();
  runState.stack.push(result);
}
