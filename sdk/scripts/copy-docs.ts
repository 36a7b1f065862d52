import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { dirname, join, normalize } from "node:path";

// Copies the pages that errors name, and those that these refer to, into the package: who has only that can read them.

const ROOT = join(import.meta.dirname, "../..");
const PACKAGE = join(import.meta.dirname, "..");

rmSync(join(PACKAGE, "docs"), { recursive: true, force: true });
const own = readdirSync(join(ROOT, "docs/sdk")).map((name) => join("docs/sdk", name));
for (const page of new Set(own.flatMap((each) => [each, ...linkedPages(each)]))) {
  mkdirSync(dirname(join(PACKAGE, page)), { recursive: true });
  cpSync(join(ROOT, page), join(PACKAGE, page));
}

/** The pages of the documentation that a page links to. */
function linkedPages(page: string): string[] {
  return [...readFileSync(join(ROOT, page), "utf8").matchAll(/\]\(([^)#:]+\.md)/g)]
    .map(([, link = ""]) => normalize(join(dirname(page), link)))
    .filter((link) => link.startsWith("docs/"));
}
