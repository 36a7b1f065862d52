import { statSync } from "node:fs";
import { resolve } from "node:path";
import { fileURLToPath } from "node:url";

/** What tells whether a file has changed. The time it was written does not: npm sets the same one for all it installs. */
export function stateOf(file) {
  const { size, ctimeMs } = statSync(file);
  return `${size}-${ctimeMs}`;
}

/**
 * The states of files, by their paths from `home`; undefined if one of them changed since `started`, and nobody knows
 * whether it was read before or after.
 */
export function statesOf(paths, home, started) {
  const files = filesOf(paths, home);
  if (files.some((file) => statSync(file).ctimeMs >= started)) return undefined;
  return Object.fromEntries(paths.map((path, i) => [path, stateOf(files[i])]));
}

export function areAsTheyWere(states, home) {
  const files = filesOf(Object.keys(states), home);
  return Object.values(states).every((state, i) => stateOf(files[i]) === state);
}

function filesOf(paths, home) {
  const folder = fileURLToPath(home);
  return paths.map((path) => resolve(folder, path));
}
