import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** Files of the repository that are generated from others. Paths are from the project's root. */
export interface Generated {
  /** What they are generated from. */
  readonly from: string;
  /** Lists those that exist. */
  readonly present: () => readonly string[];
  /** Generates all of them: contents by path. */
  readonly make: () => Promise<ReadonlyMap<string, string>>;
}

/** Reports each file that differs from what would be generated now, and how. */
export async function staleFiles({ from, present, make }: Generated, root: string): Promise<string[]> {
  const made = await make();
  const there = new Set(present());
  return [...new Set([...there, ...made.keys()])].sort().flatMap((path) => {
    const content = made.get(path);
    if (content === undefined) return [`${path}: nothing in ${from} has this name any more`];
    if (!there.has(path)) return [`${path}: missing`];
    return readFileSync(join(root, path), "utf8") === content ? [] : [`${path}: does not match ${from}`];
  });
}

/** Writes the generated files, and removes those that are no longer generated. */
export async function refresh({ present, make }: Generated, root: string): Promise<void> {
  const made = await make();
  for (const path of present()) if (!made.has(path)) rmSync(join(root, path));
  for (const [path, content] of made) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), content);
  }
}
