import type { RunState } from "./interpreter-state.ts";
import type { OpcodeEntry } from "./opcode-entry.ts";
import { panicFrame } from "./reserved/panic.ts";

const CALLDATALOAD = 0x35;
const CALLDATACOPY = 0x37;
/** The last offset at which a word still ends within the 2^32 bytes that a pointer of EraVM reaches. */
const LAST_OFFSET = 2n ** 32n - 33n;

/**
 * Lets reads of calldata reach as far as on EraVM: what starts too far out for a 32-bit pointer panics the frame, where
 * the EVM reads zeros. Short of that both read zeros past the end.
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
