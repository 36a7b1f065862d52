import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { projectPath } from "../toolchain/toolchain";

/** A page of the documentation. */
export interface Document {
  /** Path from the project's root. */
  readonly path: string;
  readonly text: string;
}

/** A fenced block of a page: ```language words… */
export interface FencedBlock {
  readonly path: string;
  readonly language: string;
  /** What follows the language, such as `run`. */
  readonly words: readonly string[];
  readonly code: string;
}

export const PROJECT_ROOT = projectPath("");

/** Returns the Markdown pages in folders: by default those for people, at the root and in docs/. */
export function documents(folders: readonly string[] = ["", "docs"]): Document[] {
  return folders.flatMap((folder) =>
    readdirSync(join(PROJECT_ROOT, folder))
      .filter((name) => name.endsWith(".md"))
      .map((name) => join(folder, name))
      .map((path) => ({ path, text: readFileSync(join(PROJECT_ROOT, path), "utf8") })),
  );
}

/** Returns the fenced blocks of a page, in order. */
export function fencedBlocks({ path, text }: Document): FencedBlock[] {
  return [...text.matchAll(/^```(\w+)([^\n]*)\n(.*?)^```$/gms)].map(([, language, words, code]) => ({
    path,
    language: language!,
    words: words!.split(" ").filter((word) => word !== ""),
    code: code!,
  }));
}
