import { keccak_256 } from "@noble/hashes/sha3.js";
import { toBigInt, toWord } from "../primitives/hex.ts";
import { pushOperand } from "./code-analysis.ts";
import type { RunState } from "./interpreter-state.ts";
import { memoryExpansionGas, readMemory } from "./memory-gas.ts";
import type { OpcodeEntry } from "./opcode-entry.ts";

const KECCAK256 = 0x20;
const CALLDATALOAD = 0x35;
const MLOAD = 0x51;
const MSTORE = 0x52;
const PUSH0 = 0x5f;
const PUSH1 = 0x60;
const PUSH32 = 0x7f;
const WORD = 32;
const KECCAK256_WORD_GAS = 6n;

/**
 * Replaces the most common instructions by ones with this node's own conversion between numbers and bytes. Behaviour
 * and cost are the interpreter's.
 */
export function installWordOpcodes(entries: readonly OpcodeEntry[]): void {
  entries[CALLDATALOAD]!.opHandler = ({ stack, interpreter }) =>
    stack.push(wordAt(interpreter.getCallData(), stack.pop()));
  entries[MLOAD]!.gasHandler = wordAccessGas;
  entries[MLOAD]!.opHandler = ({ stack, memory }) =>
    stack.push(toBigInt(memory.read(Number(stack.pop()), WORD, true)));
  entries[MSTORE]!.gasHandler = wordAccessGas;
  entries[MSTORE]!.opHandler = ({ stack, memory }) => {
    const [offset, value] = stack.popN(2);
    memory.write(Number(offset), WORD, toWord(value!));
  };
  entries[KECCAK256]!.gasHandler = (runState, gas) => {
    const [offset, length] = runState.stack.peek(2);
    const words = (length! + 31n) / 32n;
    return gas + memoryExpansionGas(runState, offset!, length!) + KECCAK256_WORD_GAS * words;
  };
  entries[KECCAK256]!.opHandler = (runState) => {
    const [offset, length] = runState.stack.popN(2);
    runState.stack.push(toBigInt(keccak_256(readMemory(runState, offset!, length!))));
  };
  for (let opcode = PUSH1; opcode <= PUSH32; opcode++) entries[opcode]!.opHandler = push;
}

function wordAccessGas(runState: RunState, gas: bigint): bigint {
  return gas + memoryExpansionGas(runState, runState.stack.peek(1)[0]!, 32n);
}

/** Returns the word at an offset; bytes past the end are zeros. */
function wordAt(bytes: Uint8Array, offset: bigint): bigint {
  if (offset >= bytes.length) return 0n;
  const found = bytes.subarray(Number(offset), Number(offset) + WORD);
  if (found.length === WORD) return toBigInt(found);
  const word = new Uint8Array(WORD);
  word.set(found);
  return toBigInt(word);
}

function push(runState: RunState): void {
  const { code, cachedPushes, opCode, programCounter, stack } = runState;
  const length = opCode - PUSH0;
  stack.push((cachedPushes[programCounter] ??= pushOperand(code, programCounter, length)));
  runState.programCounter = programCounter + length;
}
