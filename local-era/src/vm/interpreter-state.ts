import type { EVMOpts } from "@ethereumjs/evm";

type CustomOpcode = NonNullable<EVMOpts["customOpcodes"]>[number];
type AddedOpcode = Extract<CustomOpcode, { logicFunction: unknown }>;

/** An opcode's handler in the interpreter. */
export type OpHandler = AddedOpcode["logicFunction"];

/** The interpreter's state of one frame, as opcode handlers get it. */
export type RunState = Parameters<OpHandler>[0];
