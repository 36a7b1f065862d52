import { pointerTo } from "../frame.ts";
import type { Frame, Pointer } from "../frame.ts";
import type { RunState } from "../interpreter-state.ts";
import type { Machine } from "../machine.ts";
import type { Operands } from "./operands.ts";
import { panicFrame } from "./panic.ts";
import { Reserved } from "./table.ts";

const LOW_HALF = (1n << 128n) - 1n;
const UINT32_MAX = (1n << 32n) - 1n;

/** Returns an instruction on the frame's active pointer; undefined for any other. */
export function activePointerInstruction(
  vm: Machine,
  runState: RunState,
  number: number,
  operands: Operands,
): bigint | undefined {
  const frame = vm.currentFrame;
  const moved = move(frame, runState, number, operands.gas);
  if (moved === undefined) return undefined;
  frame.activePointer = moved;
  return 1n;
}

function move(frame: Frame, runState: RunState, number: number, operand: bigint): Pointer | undefined {
  switch (number) {
    case Reserved.LoadCalldataIntoActivePointer:
      return pointerTo(frame.call.data);
    case Reserved.LoadReturndataIntoActivePointer:
      return pointerTo(runState.returnBytes);
    case Reserved.AddToActivePointer:
      return advance(active(frame), operand);
    case Reserved.ShrinkActivePointer:
      return shrink(active(frame), operand);
    case Reserved.PackIntoActivePointer:
      return pack(active(frame), operand);
    default:
      return undefined;
  }
}

function active(frame: Frame): Pointer {
  return frame.activePointer ?? panicFrame();
}

function advance(pointer: Pointer, by: bigint): Pointer {
  const offset = BigInt(pointer.offset) + by;
  if (offset > UINT32_MAX) panicFrame();
  return { ...pointer, offset: Number(offset) };
}

function shrink(pointer: Pointer, by: bigint): Pointer {
  const length = BigInt(pointer.length) - by;
  if (length < 0n) panicFrame();
  return { ...pointer, length: Number(length) };
}

function pack(pointer: Pointer, upper: bigint): Pointer {
  if ((upper & LOW_HALF) !== 0n) panicFrame();
  return { ...pointer, upper };
}

/** Returns the bytes that a far call by reference passes: from the pointer's offset to its end. */
export function pointerBytes(pointer: Pointer): Uint8Array {
  if (pointer.offset > pointer.length) panicFrame();
  return pointer.bytes.subarray(pointer.offset, pointer.length);
}
