import type { Context } from "mocha";

/** Skips a test of gas use if the code was instrumented for `npm run coverage`, as that code takes more. */
export function needsUsualCode(test: Context): void {
  if (process.env.LOCAL_ERA_COVERAGE) test.skip();
}
