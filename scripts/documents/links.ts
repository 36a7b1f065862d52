import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { PROJECT_ROOT, type Document } from "./documents";

/** Reports a page's links and pictures that lead to no file of the repository. */
export function brokenLinks({ path, text }: Document): string[] {
  return [...text.matchAll(/\]\(([^)#]+)[^)]*\)|<img src="([^"]+)"/g)]
    .map(([, target, picture]) => target ?? picture ?? "")
    .filter((target) => !target.startsWith("http"))
    .filter((target) => !existsSync(join(PROJECT_ROOT, dirname(path), target)))
    .map((target) => `${path} links to ${target}, which does not exist`);
}
