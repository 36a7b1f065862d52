import { statSync } from "node:fs";
import type { Hex } from "../primitives/hex.ts";
import { UsageError } from "../primitives/usage-error.ts";
import type { NamedError } from "./named-error.ts";
import { ProjectAbis } from "./project-abis.ts";

let project: ProjectAbis | undefined;

/**
 * Has what this process prints take names from a project's artifacts, which need not be there yet.
 *
 * @throws UsageError if they are a file.
 */
export function takeNamesFrom(artifacts: string): void {
  if (statSync(artifacts, { throwIfNoEntry: false })?.isDirectory() === false) {
    throw new UsageError(
      `--artifacts is ${artifacts}, which is a file: name the folder of the project's artifacts`,
    );
  }
  project = new ProjectAbis(artifacts);
}

/** The project's error with a selector; undefined when it has none, or no project was named. */
export function projectError(selector: Hex): NamedError | undefined {
  return project?.error(selector);
}

/** The name of the project's function with a selector. */
export function projectFunction(selector: Hex): string | undefined {
  return project?.functionName(selector);
}
