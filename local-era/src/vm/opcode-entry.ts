import type { EVM } from "@ethereumjs/evm";
import type { OpHandler, RunState } from "./interpreter-state.ts";

/** Describes an instruction as in the interpreter's table. */
export interface OpcodeEntry {
  readonly opcodeInfo: {
    readonly code: number;
    readonly name: string;
    /** Gas of the instruction, to which {@link gasHandler} adds if `dynamicGas` is set. */
    readonly feeBigInt: bigint;
    readonly dynamicGas: boolean;
    readonly isAsync: boolean;
    readonly isInvalid: boolean;
  };
  opHandler: OpHandler;
  gasHandler: (runState: RunState, gas: bigint, common: EVM["common"]) => Promise<bigint> | bigint;
}
