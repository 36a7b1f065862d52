import { GAS_DETAILS, STORAGE_DETAILS } from "../../printing/detail.ts";
import type { MethodTable } from "../method.ts";
import { invalidParams } from "../rpc-error.ts";

/** What the node says about time, and how much it prints. */
export const configMethods: MethodTable = {
  /** The clock, in seconds: the last timestamp a block used. */
  config_getCurrentTimestamp: ({ chain }) => Number(chain.clock.last),

  config_setShowStorageLogs: (node, [which]) => {
    node.setDetail({ storage: readChoice(which, "storage logs", STORAGE_DETAILS) });
    return true;
  },

  config_setShowGasDetails: (node, [which]) => {
    node.setDetail({ gas: readChoice(which, "gas details", GAS_DETAILS) });
    return true;
  },
};

function readChoice<T extends string>(value: unknown, name: string, choices: readonly T[]): T {
  const choice = choices.find((each) => each === value);
  if (choice !== undefined) return choice;
  throw invalidParams(`${name} must be one of ${choices.join(", ")}, got ${JSON.stringify(value)}`);
}
