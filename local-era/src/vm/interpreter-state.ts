import type { EVMOpts } from "@ethereumjs/evm";

type CustomOpcode = NonNullable<EVMOpts["customOpcodes"]>[number];
type AddedOpcode = Extract<CustomOpcode, { logicFunction: unknown }>;

/** Handles an opcode in the interpreter. */
export type OpHandler = AddedOpcode["logicFunction"];

/** Holds the interpreter's state of one frame, as passed to opcode handlers. */
export type RunState = Parameters<OpHandler>[0];
