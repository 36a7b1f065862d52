import { resolve } from "node:path";
import { asksForHelp } from "./command-line";
import { compileCommit } from "./bytecode/compile-commit";
import { differences } from "./bytecode/differences";

const USAGE = `npm run bytecode -- COMMIT [COMMIT]

  Compiles two commits from scratch (the second is HEAD by default) and lists the contracts of the suite whose code
  differs in the second. Exit code 1 if there are any: a change that only moves and renames leaves all code as it was.`;

/** `npm run bytecode`: see USAGE. */
function main(argv: readonly string[]): void {
  if (asksForHelp(argv)) return console.log(USAGE);
  const [before, after = "HEAD", ...more] = argv;
  if (before === undefined || more.length > 0)
    throw new Error(`Name a commit to compare with. Usage:\n\n${USAGE}`);
  const root = resolve(__dirname, "..");
  const old = compileCommit(root, before);
  const lines = differences(old, compileCommit(root, after));
  for (const line of lines) console.log(line);
  if (lines.length === 0) console.log(`${old.size} contracts, each with the code it had`);
  process.exitCode = lines.length > 0 ? 1 : 0;
}

try {
  main(process.argv.slice(2));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
