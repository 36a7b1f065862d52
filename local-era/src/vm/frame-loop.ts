import { EVMError } from "@ethereumjs/evm";
import { analyseCode } from "./code-analysis.ts";
import { extendPath } from "./code-position.ts";
import type { RunState } from "./interpreter-state.ts";
import { FrameEnd } from "./frame-end.ts";
import type { Machine } from "./machine.ts";
import type { OpcodeEntry } from "./opcode-entry.ts";

/**
 * Runs frames in a loop of this node's own instead of the interpreter's. The interpreter analyses a contract's code in
 * every call and suspends for every instruction; here the analysis is cached, and only instructions that call other
 * contracts are awaited. Instructions and their prices stay as they are in `table`, in which the interpreter now finds
 * only the loop, whatever the code begins with. A frame leaves it with a {@link FrameEnd}.
 */
export function installFrameLoop(vm: Machine, table: (OpcodeEntry | undefined)[]): void {
  const instructions = [...table];
  const info = { code: 0, name: "FRAME", fullName: "FRAME", fee: 0, feeBigInt: 0n } as const;
  table.fill({
    opcodeInfo: { ...info, isAsync: true, dynamicGas: false, isInvalid: false },
    gasHandler: (_runState, gas) => gas,
    opHandler: async (runState) => {
      throw await runFrame(vm, instructions, runState).then(
        () => new FrameEnd(runState),
        (error: unknown) => (error instanceof EVMError ? new FrameEnd(runState, error) : error),
      );
    },
  });
}

/** Runs a frame's code from the beginning until it ends, usually by throwing an EVMError. */
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
    // An instruction that the frame has no gas for is not priced: it does not run.
    meter?.instruction(opcode!, runState);
    runState.programCounter++;
    const pending = opHandler(runState, common);
    if (pending !== undefined) await pending;
  }
}
