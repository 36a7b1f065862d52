/** Lists how important a line can be, from errors down to details for debugging. */
export const LOG_LEVELS = ["error", "warn", "info", "debug", "trace"] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/** Tells whether a limit lets a line of some level through; an undefined limit lets nothing through. */
export function isWithin(level: LogLevel, limit: LogLevel | undefined): boolean {
  return limit !== undefined && LOG_LEVELS.indexOf(level) <= LOG_LEVELS.indexOf(limit);
}
