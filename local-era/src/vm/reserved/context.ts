import { addressToWord } from "../../primitives/hex.ts";
import { countPubdata, pubdataLength } from "../../pubdata/pubdata.ts";
import type { RunState } from "../interpreter-state.ts";
import type { Machine } from "../machine.ts";
import type { Operands } from "./operands.ts";
import { panicFrame } from "./panic.ts";
import { Reserved } from "./table.ts";

const CALL_FLAG_CONSTRUCTOR = 1n;
const CALL_FLAG_SYSTEM = 2n;
const EXTRA_ABI_WORDS = 10n;

/** Returns an instruction that reads the frame's context; undefined for any other. */
export function contextInstruction(
  vm: Machine,
  runState: RunState,
  number: number,
  operands: Operands,
): bigint | undefined {
  const { call } = vm.currentFrame;
  switch (number) {
    case Reserved.CodeAddress:
      return addressToWord(call.codeAddress);
    case Reserved.Precompile:
      return burnGas(runState, operands);
    case Reserved.Meta:
      vm.observer?.metaRead();
      return meta(vm, runState);
    case Reserved.CallFlags:
      return (call.kind === "create" ? CALL_FLAG_CONSTRUCTOR : 0n) | (call.isSystem ? CALL_FLAG_SYSTEM : 0n);
    case Reserved.CalldataPointer:
      return pointerWord(call.data.length);
    case Reserved.ReturndataPointer:
      return pointerWord(runState.returnBytes.length);
    case Reserved.MultiplicationHigh:
      return (operands.gas * operands.inOffset) >> 256n;
    case Reserved.ExtraAbiData:
      return operands.gas < EXTRA_ABI_WORDS ? (call.extraAbi[Number(operands.gas)] ?? 0n) : panicFrame();
    default:
      return undefined;
  }
}

/**
 * Burns the gas in the low 32 bits of the second operand, which is all that user code can do with a precompile call.
 */
function burnGas(runState: RunState, operands: Operands): bigint {
  runState.interpreter.useGas(operands.inOffset & 0xffffffffn, "precompile call");
  return 1n;
}

/** Returns the meta word: bytes published so far in bits 0-31, heap size in bits 64-95; every shard is 0. */
function meta(vm: Machine, runState: RunState): bigint {
  const published = BigInt(pubdataLength(countPubdata(vm.world, vm.effects)));
  return published | ((runState.memoryWordCount * 32n) << 64n);
}

/** Returns a fat pointer as an integer: only its length (bits 96-127) has a meaning outside the VM. */
function pointerWord(length: number): bigint {
  return BigInt(length) << 96n;
}
