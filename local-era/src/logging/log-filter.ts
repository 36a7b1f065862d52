import { isWithin, LOG_LEVELS } from "./log-level.ts";
import type { LogLevel } from "./log-level.ts";

/**
 * What a line is about: transactions and blocks, what contracts print with console.log, the node itself, or requests and
 * their answers.
 */
export const LOG_TARGETS = ["chain", "console", "node", "rpc"] as const;
export type LogTarget = (typeof LOG_TARGETS)[number];

/** anvil-zksync's name in its own directives; here it stands for all targets. */
const EVERYTHING = "anvil_zksync";
/** A directive's word for "nothing at all". */
const OFF = "off";
/** What a target is let say that no directive names, as with RUST_LOG. */
const UNNAMED: LogLevel = "error";

/** Thrown for directives that cannot be honoured; the message says which part and what could stand there. */
export class InvalidLogDirective extends Error {
  constructor(message: string) {
    super(message);
    this.name = "InvalidLogDirective";
  }
}

/** Which lines are worth printing. */
export class LogFilter {
  readonly #limits: ReadonlyMap<LogTarget, LogLevel | undefined>;

  private constructor(limits: ReadonlyMap<LogTarget, LogLevel | undefined>) {
    this.#limits = limits;
  }

  /** Lets lines up to a level through, whatever they are about. */
  static upTo(level: LogLevel): LogFilter {
    return new LogFilter(new Map(LOG_TARGETS.map((target) => [target, level])));
  }

  /**
   * Reads directives as RUST_LOG writes them: `level`, `target=level` or `target`, with commas between. Those that name a
   * target come before those that do not; of two alike the later counts; targets nobody names are let say errors.
   * Throws {@link InvalidLogDirective}.
   */
  static parse(directives: string): LogFilter {
    let others: LogLevel | undefined = UNNAMED;
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
  /** Undefined for all that no other directive names. */
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
  throw new InvalidLogDirective(`no target ${JSON.stringify(name)}: there are ${targetNames()}`);
}

function readLimit(text: string): LogLevel | undefined {
  if (!isLevel(text)) {
    throw new InvalidLogDirective(`no level ${JSON.stringify(text)}: there are ${levelNames()}`);
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
