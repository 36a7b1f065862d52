import { InvalidLogDirective, LogFilter } from "../../logging/log-filter.ts";
import { LOG_LEVELS } from "../../logging/log-level.ts";
import { show } from "../../primitives/excerpt.ts";
import { readBoolean } from "../../primitives/json-value.ts";
import { GAS_DETAILS, STORAGE_DETAILS, VM_DETAILS } from "../../printing/detail.ts";
import type { MethodTable } from "../method.ts";
import { invalidParams } from "../rpc-error.ts";

/** Implements methods about the clock and the node's output. */
export const configMethods: MethodTable = {
  /** Returns the clock's time in seconds: the last timestamp that a block used. */
  config_getCurrentTimestamp: ({ chain }) => Number(chain.clock.last),

  config_setShowStorageLogs: (node, [which]) => {
    node.setDetail({ storage: readChoice(which, "storage logs", STORAGE_DETAILS) });
    return true;
  },

  config_setShowVmDetails: (node, [which]) => {
    node.setDetail({ vm: readChoice(which, "VM details", VM_DETAILS) });
    return true;
  },

  config_setShowGasDetails: (node, [which]) => {
    node.setDetail({ gas: readChoice(which, "gas details", GAS_DETAILS) });
    return true;
  },

  /** Sets whether accounts and settings are printed when the chain starts over. */
  config_setShowNodeConfig: (node, [enabled]) => {
    node.showsSettings = readBoolean(enabled, "node config");
    return true;
  },

  config_setLogLevel: ({ log }, [level]) => {
    log.filter = LogFilter.upTo(readChoice(level, "log level", LOG_LEVELS));
    return true;
  },

  config_setLogging: ({ log }, [directives]) => {
    log.filter = readDirectives(directives);
    return true;
  },
};

function readChoice<T extends string>(value: unknown, name: string, choices: readonly T[]): T {
  const choice = choices.find((each) => each === value);
  if (choice !== undefined) return choice;
  throw invalidParams(`${name} must be one of ${choices.join(", ")}, got ${show(value)}`);
}

function readDirectives(value: unknown): LogFilter {
  if (typeof value !== "string") {
    throw invalidParams(`logging must be directives such as "info,rpc=debug", got ${show(value)}`);
  }
  try {
    return LogFilter.parse(value);
  } catch (error) {
    if (error instanceof InvalidLogDirective) throw invalidParams(`logging: ${error.message}`);
    throw error;
  }
}
