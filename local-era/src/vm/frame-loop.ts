import { EVMError } from "@ethereumjs/evm";
import { analyseCode } from "./code-analysis.ts";
import { extendPath } from "./code-position.ts";
import type { RunState } from "./interpreter-state.ts";
import type { Machine } from "./machine.ts";
import type { OpcodeEntry } from "./opcode-entry.ts";

/**
 * Makes frames run in one loop of this node's instead of the interpreter's. The interpreter analyses the code of a
 * contract in each call of it and suspends itself for each instruction; here the analysis is kept, and only
 * instructions that call other contracts are waited for. Instructions and their prices stay as they are in `table`,
 * in which the interpreter now finds one thing whatever the code begins with: the loop.
 */
export function installFrameLoop(vm: Machine, table: (OpcodeEntry | undefined)[]): void {
  const instructions = [...table];
  const info = { code: 0, name: "FRAME", fullName: "FRAME", fee: 0, feeBigInt: 0n } as const;
  table.fill({
    opcodeInfo: { ...info, isAsync: true, dynamicGas: false, isInvalid: false },
    gasHandler: (_runState, gas) => gas,
    opHandler: (runState) => runFrame(vm, instructions, runState),
  });
}

/** Runs a frame's code from its beginning until it ends, which most often is an exception the interpreter knows. */
async function runFrame(
  vm: Machine,
  instructions: readonly (OpcodeEntry | undefined)[],
  runState: RunState,
): Promise<void> {
  const { code, interpreter } = runState;
  const { common } = vm;
  const { jumpDestinations, pushOperands } = analyseCode(code);
  runState.validJumps = jumpDestinations;
  runState.cachedPushes = pushOperands;
  runState.programCounter = 0;
  const path = vm.recordsPositions ? vm.currentFrame.path : undefined;
  const { meter } = vm;
  while (runState.programCounter < code.length) {
    const opcode = code[runState.programCounter]!;
    const { opcodeInfo, gasHandler, opHandler } = instructions[opcode]!;
    runState.opCode = opcode;
    if (path !== undefined) extendPath(path, runState.programCounter);
    let gas = opcodeInfo.feeBigInt;
    if (opcodeInfo.dynamicGas) {
      const priced = gasHandler(runState, gas, common);
      gas = typeof priced === "bigint" ? priced : await priced;
    }
    if (opcodeInfo.isInvalid) throw new EVMError(EVMError.errorMessages.INVALID_OPCODE);
    interpreter.useGas(gas);
    // What the frame has no gas for has no price: it does not happen.
    meter?.instruction(opcode!, runState);
    runState.programCounter++;
    const pending = opHandler(runState, common);
    if (pending !== undefined) await pending;
  }
}
