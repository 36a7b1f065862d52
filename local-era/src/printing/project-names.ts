import type { Hex } from "../primitives/hex.ts";
import type { NamedError } from "./named-error.ts";
import { ProjectAbis } from "./project-abis.ts";

let project: ProjectAbis | undefined;

/** Has what this process prints take names from a project's artifacts. */
export function takeNamesFrom(artifacts: string): void {
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
