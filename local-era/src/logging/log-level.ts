/** How much a line matters, from what must be seen to what is for finding faults. */
export const LOG_LEVELS = ["error", "warn", "info", "debug", "trace"] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/** Whether a line of one level is let through where another is the limit; a limit of undefined lets nothing through. */
export function isWithin(level: LogLevel, limit: LogLevel | undefined): boolean {
  return limit !== undefined && LOG_LEVELS.indexOf(level) <= LOG_LEVELS.indexOf(limit);
}
