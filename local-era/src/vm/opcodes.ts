import { bytesToHex } from "@ethereumjs/util";
import { isExtended } from "../bytecode/container.ts";
import { toHex, wordToAddress } from "../primitives/hex.ts";
import { codeHashOf, codeSizeOf } from "../state/visible-code.ts";
import { installCalldataOpcodes } from "./calldata-opcodes.ts";
import { runCreate } from "./create-opcode.ts";
import type { RunState } from "./interpreter-state.ts";
import type { Machine } from "./machine.ts";
import { installObservedOpcodes } from "./observed-opcodes.ts";
import type { OpcodeEntry } from "./opcode-entry.ts";
import { reservedCallGas, runReservedCall } from "./reserved/reserved-call.ts";
import { isReservedAddress } from "./reserved/table.ts";
import { installWordOpcodes } from "./word-opcodes.ts";

const Opcode = {
  ExtCodeSize: 0x3b,
  ExtCodeHash: 0x3f,
  ChainId: 0x46,
  Log0: 0xa0,
  Create: 0xf0,
  Call: 0xf1,
  DelegateCall: 0xf4,
  Create2: 0xf5,
  StaticCall: 0xfa,
} as const;

/** Lists instructions that EraVM lacks; zksolc refuses them, so code that reaches one is not Era code. */
const ABSENT_OPCODES = [
  0x3c /* EXTCODECOPY */, 0x49 /* BLOBHASH */, 0x4a /* BLOBBASEFEE */, 0xf2 /* CALLCODE */, 0xff,
];

/** Returns the address operand, which is second from the top in CALL, STATICCALL and DELEGATECALL alike. */
function callee(runState: RunState): bigint {
  return runState.stack.peek(2)[1]!;
}

/** Makes the interpreter's opcodes behave as code compiled by zksolc does. */
export function installEraOpcodes(vm: Machine, entries: OpcodeEntry[]): void {
  installWordOpcodes(entries);
  installCalldataOpcodes(entries);
  for (const opcode of [Opcode.Call, Opcode.StaticCall, Opcode.DelegateCall])
    wrapCall(vm, entries[opcode]!, opcode);
  for (const topics of [0, 1, 2, 3, 4]) wrapLog(vm, entries[Opcode.Log0 + topics]!);
  for (const opcode of ABSENT_OPCODES) entries[opcode] = entries[0xfe]!;
  entries[Opcode.Create]!.opHandler = (runState) => runCreate(vm, runState, "create");
  entries[Opcode.Create2]!.opHandler = (runState) => runCreate(vm, runState, "create2");
  entries[Opcode.ExtCodeHash]!.opHandler = (runState) => {
    runState.stack.push(codeHashOf(vm.world, wordToAddress(runState.stack.pop())));
  };
  entries[Opcode.ExtCodeSize]!.opHandler = (runState) => {
    runState.stack.push(codeSizeOf(vm.world, wordToAddress(runState.stack.pop())));
  };
  // The chain id is a setting of the node and may change while it runs.
  entries[Opcode.ChainId]!.opHandler = (runState) => runState.stack.push(vm.context.block.chainId);
  installObservedOpcodes(vm, entries);
}

/** Turns calls to the reserved addresses (2^16 - n) into EraVM instructions, in code compiled with these extensions. */
function wrapCall(vm: Machine, entry: OpcodeEntry, opcode: number): void {
  const { opHandler, gasHandler } = entry;
  const kind = opcode === Opcode.Call ? "call" : opcode === Opcode.StaticCall ? "staticCall" : "delegateCall";
  const isInstruction = (runState: RunState): boolean =>
    isReservedAddress(callee(runState)) && isExtended(vm.world.code(vm.currentFrame.call.codeAddress));
  entry.gasHandler = (runState, gas, common) =>
    isInstruction(runState) ? reservedCallGas(vm, runState, kind) : gasHandler(runState, gas, common);
  entry.opHandler = (runState, common) =>
    isInstruction(runState) ? runReservedCall(vm, runState, kind) : opHandler(runState, common);
}

/** Records events in the transaction's effects, together with those of native contracts. */
function wrapLog(vm: Machine, entry: OpcodeEntry): void {
  const { opHandler } = entry;
  entry.opHandler = (runState, common) => {
    opHandler(runState, common);
    const log = runState.interpreter._result.logs.pop();
    if (log === undefined) return;
    const [address, topics, data] = log;
    vm.effects.logs.push({ address: bytesToHex(address), topics: topics.map(toHex), data });
  };
}
