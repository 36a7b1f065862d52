import { existsSync } from "node:fs";
import { join } from "node:path";
import { fencedBlocks, PROJECT_ROOT, type Document, type FencedBlock } from "./documents";

/**
 * Pages whose blocks a test of their own takes as a whole: it makes a project of them, or runs their commands one by one.
 */
const TAKEN_WHOLE: ReadonlySet<string> = new Set([
  "docs/local-era.md",
  "docs/auth-server.md",
  "docs/operate.md",
]);

/** Commands that `.ci/run` or a test runs, as such or with variables and options that one sets. */
const COMMAND =
  /^(?:[A-Z_]+=\S+ )*(?:npm (?:ci|start|test|run [\w:]+)|npx hardhat (?:compile|test (test\/\S+\.test\.ts)))(?: -- .*)?$/;

/** Reports blocks of a page that no test runs or compares, and pictures that only some hosts would draw. */
export function untestedBlocks(document: Document): string[] {
  if (TAKEN_WHOLE.has(document.path)) return [];
  return fencedBlocks(document).flatMap((block) => {
    const problem = problemOf(block);
    return problem === undefined ? [] : [`${document.path}: ${problem}`];
  });
}

function problemOf({ language, words, code }: FencedBlock): string | undefined {
  if (language === "mermaid") return "the site shows no Mermaid: draw it as docs/images/*.svg";
  if (language === "ts" && !words.includes("run")) return `no test runs this: ${firstLine(code)}`;
  if (language !== "sh") return undefined;
  const commands = code
    .trim()
    .split("\n")
    .flatMap((line) => line.replace(/ #.*$/, "").split(" && "));
  const unknown = commands.map((each) => each.trim()).find((command) => !isTested(command));
  return unknown === undefined ? undefined : `no test runs this command: ${unknown}`;
}

function isTested(command: string): boolean {
  const [known, file] = COMMAND.exec(command) ?? [];
  return known !== undefined && (file === undefined || existsSync(join(PROJECT_ROOT, file)));
}

function firstLine(code: string): string {
  return code.trim().split("\n", 1)[0]!;
}
