import type { Plugin } from "vite";

type Imports = ReadonlyMap<string, readonly string[]>;

/**
 * Fails a build whose files import each other in a circle: a module of one could run before what it needs of another, and the
 * page would not start.
 */
export function refuseCircles(): Plugin {
  return {
    name: "refuse-circles",
    generateBundle(_, bundle) {
      const circle = findCircle(
        new Map(
          Object.values(bundle).flatMap((file) =>
            file.type === "chunk" ? [[file.fileName, file.imports]] : [],
          ),
        ),
      );
      if (circle)
        this.error(`Files import each other in a circle: ${circle.join(" → ")}. Group them otherwise.`);
    },
  };
}

/** Finds files that import each other in a circle; the last is the first again. */
export function findCircle(imports: Imports): string[] | undefined {
  const done = new Set<string>();
  const visit = (file: string, path: readonly string[]): string[] | undefined => {
    const start = path.indexOf(file);
    if (start >= 0) return [...path.slice(start), file];
    if (done.has(file)) return undefined;
    for (const next of imports.get(file) ?? []) {
      const circle = visit(next, [...path, file]);
      if (circle) return circle;
    }
    done.add(file);
    return undefined;
  };
  for (const file of imports.keys()) {
    const circle = visit(file, []);
    if (circle) return circle;
  }
  return undefined;
}
