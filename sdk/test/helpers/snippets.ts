import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const DOCS = fileURLToPath(new URL("../../../docs/sdk", import.meta.url));

/** A TypeScript block of the pages about the SDK: a program, or a file that others import. */
export interface Snippet {
  /** The name that the block begins with, if others import it, or the page's with a number. */
  readonly name: string;
  readonly code: string;
}

/** Lists the TypeScript blocks of the pages about the SDK. */
export function documentedSnippets(): Snippet[] {
  return readdirSync(DOCS)
    .filter((name) => name.endsWith(".md"))
    .flatMap((page) =>
      [...readFileSync(join(DOCS, page), "utf8").matchAll(/^```(tsx?)\n(.*?)^```$/gms)].map(
        ([, ending = "", code = ""], i) => ({
          name: /^\/\/ ([\w/]+\.m?tsx?)\n/.exec(code)?.[1] ?? `${page.replace(".md", "")}-${i + 1}.${ending}`,
          code,
        }),
      ),
    );
}
