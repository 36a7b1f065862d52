import { readFileSync } from "node:fs";
import { join } from "node:path";
import { GOALS } from "../gas/goals";
import { filesBelow } from "../generated/files-below";
import { PROJECT_ROOT } from "./documents";

const CONTRACTS = "contracts";
/** Test contracts cost nobody anything. */
const MOCKS = "mocks/";

/** As the formatter leaves it: from its first line to the closing brace with the same indentation. */
const BLOCK = /^( *)assembly\b[^\n]*\{\n.*?^\1\}$/gms;
/** The comment in front of a library. */
const LIBRARY = /(?:^\/\/\/[^\n]*\n)+^library \w+/m;
const SAVING = /\bSaves [\d,]+ (?:gas|bytes) of `\w+`/;
/** A sum, the first or a further one, and the name of what it is of. */
const SUM = /\b[\d,]+ (?:(?:gas|bytes) )?of `(\w+)`/g;
const REASON = /\bSolidity (?:cannot|has no)\b/;

/** A Solidity source. */
export interface SoliditySource {
  readonly path: string;
  readonly text: string;
}

/** The contracts that are deployed. */
export function soliditySources(): SoliditySource[] {
  return filesBelow(join(PROJECT_ROOT, CONTRACTS))
    .filter((path) => path.endsWith(".sol") && !path.startsWith(MOCKS))
    .map((path) => join(CONTRACTS, path))
    .map((path) => ({ path, text: readFileSync(join(PROJECT_ROOT, path), "utf8") }));
}

/**
 * Says which assembly gives no reason: neither what it saves of what `npm run gas` measures, nor what Solidity cannot do. It is
 * given inside the block, in the comment of its function or at the head of its library, which counts for all blocks of it.
 */
export function unpricedAssembly({ path, text }: SoliditySource): string[] {
  const head = LIBRARY.exec(text)?.[0] ?? "";
  return [...text.matchAll(BLOCK)].flatMap((block) => {
    const said = commentsOf([head, functionAbove(text.slice(0, block.index)), block[0]].join("\n"));
    const place = `${path}:${text.slice(0, block.index).split("\n").length}`;
    const unknown = [...said.matchAll(SUM)].map(([, name = ""]) => name).filter((name) => !(name in GOALS));
    if (unknown.length > 0)
      return unknown.map((name) => `${place} names ${name}, which \`npm run gas\` does not measure`);
    if (SAVING.test(said) || REASON.test(said)) return [];
    return [`${place} has assembly that says neither what it saves nor what Solidity cannot do`];
  });
}

/** The function that a text ends in, with the comment in front of it. */
function functionAbove(text: string): string {
  const begins = text.lastIndexOf("\n    function ") + 1;
  const comment = /(?: {4}\/\/\/[^\n]*\n)+$/.exec(text.slice(0, begins))?.[0] ?? "";
  return comment + text.slice(begins);
}

/** The words of all comments, as if each were on one line. */
function commentsOf(code: string): string {
  return [...code.matchAll(/\/\/\/? ?([^\n]*)/g)].map(([, words]) => words).join(" ");
}
