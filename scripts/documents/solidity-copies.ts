import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fencedBlocks, PROJECT_ROOT, type Document } from "./documents";

const MOCKS = "contracts/mocks";

/**
 * Reports a page's Solidity that is not a copy of a contract in `contracts/mocks/`, where it is compiled and
 * tested. A block that names a file is one of a project that a test makes of the page.
 */
export function differingSolidity(document: Document): string[] {
  return solidityOf(document).flatMap((code) => {
    const [, name = ""] = /^contract (\w+)/m.exec(code) ?? [];
    const file = `${MOCKS}/${name}.sol`;
    if (!existsSync(join(PROJECT_ROOT, file)))
      return [`${document.path} has a contract that is not tested: ${file} does not exist`];
    if (readFileSync(join(PROJECT_ROOT, file), "utf8") === code) return [];
    return [`${document.path} has a contract that differs from ${file}`];
  });
}

/** Returns the Solidity that a page has. */
export function solidityOf(document: Document): string[] {
  return fencedBlocks(document)
    .filter(({ language, words }) => language === "solidity" && words.length === 0)
    .map(({ code }) => code);
}
