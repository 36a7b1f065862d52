import type { MethodTable } from "../method.ts";

export const configMethods: MethodTable = {
  /** The clock, in seconds: the last timestamp a block used. */
  config_getCurrentTimestamp: ({ chain }) => Number(chain.clock.last),
};
