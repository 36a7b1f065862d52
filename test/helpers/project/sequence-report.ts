import type { RunDetails } from "fast-check";

const SEED = "INVARIANT_SEED";
const PATH = "INVARIANT_PATH";

/**
 * Returns settings to retry only the sequence of operations that a report names, if the variables are set.
 *
 * @throws Error if there is a path without the seed, or the seed is not a number.
 */
export function replayed(): { seed?: number; path?: string } {
  const { [SEED]: seed, [PATH]: path } = process.env;
  if (seed === undefined && path === undefined) return {};
  if (!/^-?[0-9]+$/.test(seed ?? ""))
    throw new Error(`${SEED} is ${JSON.stringify(seed)}; set it to the seed that was reported`);
  return { seed: Number(seed), path };
}

/**
 * For `fc.assert`: fails with the shortest sequence of operations found to break a property, one per line,
 * the reason, and how to retry it.
 *
 * @param file the test's, from the project's root
 */
export function reportSequence<T>(file: string): (run: RunDetails<[readonly T[]]>) => void {
  return ({ failed, counterexample, numRuns, numShrinks, seed, counterexamplePath, errorInstance }) => {
    if (!failed) return;
    if (counterexample === null)
      throw new Error("Time was up before all sequences were tried, and none had failed: try fewer.");
    const [operations] = counterexample;
    const lines = operations.map((operation, i) => `  ${i + 1}. ${String(operation)}`);
    throw new Error(
      [
        `Sequence ${numRuns} broke an invariant; this is what is left of it after ${numShrinks} steps of shrinking:`,
        ...(lines.length > 0 ? lines : ["  (nothing is done at all)"]),
        errorInstance instanceof Error ? errorInstance.message : String(errorInstance),
        "Try it again:",
        `  ${SEED}=${seed} ${PATH}=${counterexamplePath} npx hardhat test ${file}`,
      ].join("\n"),
      { cause: errorInstance },
    );
  };
}
