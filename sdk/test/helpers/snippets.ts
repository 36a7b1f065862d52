import { basename } from "node:path";
import { documents, fencedBlocks } from "../../../scripts/documents/documents.js";

/** A TypeScript block of the pages about the SDK: a program, or a file that others import. */
export interface Snippet {
  /** The name that the block begins with, if others import it, or the page's with a number. */
  readonly name: string;
  readonly code: string;
}

/** Lists the TypeScript blocks of the pages about the SDK. */
export function documentedSnippets(): Snippet[] {
  return documents(["docs/sdk"]).flatMap((page) =>
    fencedBlocks(page)
      .filter(({ language }) => language === "ts" || language === "tsx")
      .map(({ path, language, code }, i) => ({
        name: /^\/\/ ([\w/]+\.m?tsx?)\n/.exec(code)?.[1] ?? `${basename(path, ".md")}-${i + 1}.${language}`,
        code,
      })),
  );
}
