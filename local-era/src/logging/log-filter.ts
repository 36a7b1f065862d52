import { isWithin, LOG_LEVELS } from "./log-level.ts";
import type { LogLevel } from "./log-level.ts";

/**
 * Names what a line is about: transactions and blocks, console.log in contracts, the node itself, or requests and their
 * responses.
 */
export const LOG_TARGETS = ["chain", "console", "node", "rpc"] as const;
export type LogTarget = (typeof LOG_TARGETS)[number];

/** Is anvil-zksync's name in its own directives; here it stands for all targets. */
const EVERYTHING = "anvil_zksync";
/** Turns a target off in a directive. */
const OFF = "off";
/** Limits the targets that no directive names, as with RUST_LOG. */
const UNNAMED_TARGET_LEVEL: LogLevel = "error";

/** Signals an invalid directive; the message says which part is wrong and what is allowed there. */
export class InvalidLogDirective extends Error {
  constructor(message: string) {
    super(message);
    this.name = "InvalidLogDirective";
  }
}

/** Decides which lines are printed. */
export class LogFilter {
  readonly #limits: ReadonlyMap<LogTarget, LogLevel | undefined>;

  private constructor(limits: ReadonlyMap<LogTarget, LogLevel | undefined>) {
    this.#limits = limits;
  }

  /** Creates a filter that lets lines up to a level through, whatever their target. */
  static upTo(level: LogLevel): LogFilter {
    return new LogFilter(new Map(LOG_TARGETS.map((target) => [target, level])));
  }

  /**
   * Reads directives in the syntax of RUST_LOG: `level`, `target=level` or `target`, separated by commas. Those with a
   * target take precedence; of two equal ones the later counts; targets that no directive names log errors only. Throws
   * {@link InvalidLogDirective}.
   */
  static parse(directives: string): LogFilter {
    let others: LogLevel | undefined = UNNAMED_TARGET_LEVEL;
    const named = new Map<LogTarget, LogLevel | undefined>();
    for (const text of directives.split(",")) {
      const { target, limit } = readDirective(text.trim());
      if (target === undefined) others = limit;
      else named.set(target, limit);
    }
    return new LogFilter(
      new Map(LOG_TARGETS.map((target) => [target, named.has(target) ? named.get(target) : others])),
    );
  }

  lets(target: LogTarget, level: LogLevel): boolean {
    return isWithin(level, this.#limits.get(target));
  }
}

interface Directive {
  /** Undefined for every target that no other directive names. */
  readonly target: LogTarget | undefined;
  readonly limit: LogLevel | undefined;
}

function readDirective(text: string): Directive {
  const [, name, level] = /^([^=]*)=(.*)$/s.exec(text) ?? [];
  if (level !== undefined) return { target: readTarget(name!), limit: readLimit(level) };
  if (isLevel(text)) return { target: undefined, limit: readLimit(text) };
  if (isTarget(text)) return { target: readTarget(text), limit: "trace" };
  throw new InvalidLogDirective(
    `${JSON.stringify(text)} is neither a level (${levelNames()}) nor a target (${targetNames()})`,
  );
}

function readTarget(name: string): LogTarget | undefined {
  if (name === EVERYTHING) return undefined;
  const target = LOG_TARGETS.find((each) => each === name);
  if (target !== undefined) return target;
  throw new InvalidLogDirective(`unknown target ${JSON.stringify(name)}: the targets are ${targetNames()}`);
}

function readLimit(text: string): LogLevel | undefined {
  if (!isLevel(text)) {
    throw new InvalidLogDirective(`unknown level ${JSON.stringify(text)}: the levels are ${levelNames()}`);
  }
  return LOG_LEVELS.find((each) => each === text.toLowerCase());
}

function isLevel(text: string): boolean {
  return [...LOG_LEVELS, OFF].includes(text.toLowerCase());
}

function isTarget(text: string): boolean {
  return [...LOG_TARGETS, EVERYTHING].includes(text);
}

function levelNames(): string {
  return [...LOG_LEVELS, OFF].join(", ");
}

function targetNames(): string {
  return [...LOG_TARGETS, EVERYTHING].join(", ");
}
