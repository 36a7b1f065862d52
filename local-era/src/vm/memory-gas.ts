import type { RunState } from "./interpreter-state.ts";

const MEMORY_GAS = 3n;
const QUADRATIC_DIVISOR = 512n;

/** Computes the cost of growing a frame's memory to hold `[offset, offset + length)`, and records the new size. */
export function memoryExpansionGas(runState: RunState, offset: bigint, length: bigint): bigint {
  if (length === 0n) return 0n;
  const words = (offset + length + 31n) / 32n;
  if (words <= runState.memoryWordCount) return 0n;
  const total = words * MEMORY_GAS + (words * words) / QUADRATIC_DIVISOR;
  const before = runState.highestMemCost;
  runState.memoryWordCount = words;
  runState.highestMemCost = total;
  return total - before;
}

/** Reads memory whose cost {@link memoryExpansionGas} has computed. */
export function readMemory(runState: RunState, offset: bigint, length: bigint): Uint8Array {
  if (length === 0n) return new Uint8Array(0);
  return runState.memory.read(Number(offset), Number(length), true);
}
