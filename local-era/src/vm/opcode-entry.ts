import type { EVM } from "@ethereumjs/evm";
import type { OpHandler, RunState } from "./interpreter-state.ts";

/** An instruction as the interpreter's table has it. */
export interface OpcodeEntry {
  readonly opcodeInfo: {
    readonly code: number;
    readonly name: string;
    /** Gas of the instruction, before what {@link gasHandler} adds when `dynamicGas` says so. */
    readonly feeBigInt: bigint;
    readonly dynamicGas: boolean;
    readonly isAsync: boolean;
    readonly isInvalid: boolean;
  };
  opHandler: OpHandler;
  gasHandler: (runState: RunState, gas: bigint, common: EVM["common"]) => Promise<bigint> | bigint;
}
