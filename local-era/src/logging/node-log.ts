import { LogFilter } from "./log-filter.ts";
import type { LogTarget } from "./log-filter.ts";
import type { LogLevel } from "./log-level.ts";

/** Holds a message with its target and level. */
export interface LogLine {
  readonly target: LogTarget;
  readonly level: LogLevel;
  readonly text: string;
}

/** Takes a line, and is told what it is about. */
export type LogSink = (line: string, target: LogTarget) => void;

/** Where a node says what happens. */
export class NodeLog {
  readonly #sink: LogSink | undefined;
  filter: LogFilter;
  /** Whether anything is logged at all. */
  enabled = true;

  /** @param sink receives the lines that get through; a log without one says nothing. */
  constructor(sink: LogSink | undefined, filter = LogFilter.upTo("info")) {
    this.#sink = sink;
    this.filter = filter;
  }

  /** Tells whether such a line would be logged, and so is worth building. */
  wouldLog(target: LogTarget, level: LogLevel): boolean {
    return this.enabled && this.#sink !== undefined && this.filter.lets(target, level);
  }

  write(target: LogTarget, level: LogLevel, text: string): void {
    if (this.wouldLog(target, level)) this.#sink?.(text, target);
  }

  writeAll(lines: Iterable<LogLine>): void {
    for (const { target, level, text } of lines) this.write(target, level, text);
  }
}
