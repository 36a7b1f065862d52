import { EVMError } from "@ethereumjs/evm";

/** Panics as EraVM does: the running frame fails, its gas is lost, its return data is empty. */
export function panicFrame(): never {
  throw new EVMError(EVMError.errorMessages.INVALID_OPCODE);
}

export function outOfGas(): never {
  throw new EVMError(EVMError.errorMessages.OUT_OF_GAS);
}
