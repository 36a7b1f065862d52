import type { RunState } from "./interpreter-state.ts";
import type { OpcodeEntry } from "./opcode-entry.ts";
import { panicFrame } from "./reserved/panic.ts";

const CALLDATALOAD = 0x35;
const CALLDATACOPY = 0x37;
/** Is the last offset at which a word ends within the 2^32 bytes that a pointer of EraVM can address. */
const LAST_OFFSET = 2n ** 32n - 33n;

/**
 * Limits reads of calldata as EraVM does: an offset too large for a 32-bit pointer panics the frame, where the EVM
 * reads zeros. Below that, both read zeros past the end.
 */
export function installCalldataOpcodes(entries: readonly OpcodeEntry[]): void {
  before(entries[CALLDATALOAD]!, ({ stack }) => stack.peek(1)[0]!);
  before(entries[CALLDATACOPY]!, ({ stack }) => stack.peek(2)[1]!);
}

function before(entry: OpcodeEntry, offsetOf: (runState: RunState) => bigint): void {
  const { opHandler } = entry;
  entry.opHandler = (runState, common) => {
    if (offsetOf(runState) > LAST_OFFSET) panicFrame();
    return opHandler(runState, common);
  };
}
