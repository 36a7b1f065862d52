import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect } from "chai";

interface Proof {
  readonly clause: string;
  readonly file: string;
  readonly title: string;
}

interface DryRun {
  readonly tests: readonly { readonly file: string; readonly fullTitle: string }[];
}

const FOLDER = fileURLToPath(new URL("../../", import.meta.url));
const TEST_ROW = /^\|([^|]+)\|\s*`([^`]+\.test\.ts)`\s*\|([^|]+)\|$/;

/** The rows of README.md: a clause, a file, a test's title with those of the suites around it. */
function proofs(): Proof[] {
  const text = readFileSync(new URL("README.md", import.meta.url), "utf8");
  return text.split("\n").flatMap((line) => {
    const [, clause, file, title] = TEST_ROW.exec(line) ?? [];
    return file === undefined ? [] : [{ clause: clause.trim(), file, title: title.trim() }];
  });
}

/** The tests Mocha finds in files; none is run. */
async function titlesIn(files: readonly string[]): Promise<Set<string>> {
  const mocha = join(dirname(createRequire(import.meta.url).resolve("mocha/package.json")), "bin/mocha.js");
  const paths = files.map((file) => join("test", file));
  const flags = ["--import=tsx", "--dry-run", "--reporter=json", "--no-warnings"];
  const { stdout } = await promisify(execFile)(process.execPath, [mocha, ...flags, ...paths], {
    cwd: FOLDER,
    maxBuffer: 2 ** 24,
  });
  const { tests } = JSON.parse(stdout) as DryRun;
  return new Set(tests.map(({ file, fullTitle }) => `${relative(join(FOLDER, "test"), file)}: ${fullTitle}`));
}

describe("The specification's clauses", function () {
  this.timeout(60_000);

  it("are proven by tests that exist, in the files the table names", async () => {
    const listed = proofs();
    expect(listed.length).to.be.greaterThan(100);
    const titles = await titlesIn([...new Set(listed.map(({ file }) => file))]);
    const missing = listed.filter(({ file, title }) => !titles.has(`${file}: ${title}`));
    expect(missing).to.deep.equal([]);
  });
});
