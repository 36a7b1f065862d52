import type { Context } from "mocha";

/** Skips a test of how much gas code takes, where it was compiled to be measured by `npm run coverage`: that code takes more. */
export function needsUsualCode(test: Context): void {
  if (process.env.LOCAL_ERA_COVERAGE) test.skip();
}
