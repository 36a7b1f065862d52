import { asksForHelp, parseCommandLine } from "./command-line";
import { PUBLISHED, readReleased } from "./release/manifest";
import { pendingProblems } from "./release/pending-changes";
import { isPublished, publish } from "./release/publish";
import { changesOf, releaseProblems } from "./release/release-problems";

const USAGE = `npm run release -- [--publish]

  Says of each package that is published whether it can be, and what is new in it.

  --publish  publishes those whose version the registry does not have; for the workflow, see docs/releasing.md`;

/** `npm run release`: see USAGE. */
function main(argv: readonly string[]): void {
  if (asksForHelp(argv)) return console.log(USAGE);
  const values = parseCommandLine(argv, USAGE, { publish: { type: "boolean", default: false } });
  const packages = PUBLISHED.map(readReleased);
  const problems = [...pendingProblems(), ...packages.flatMap(releaseProblems)];
  if (problems.length > 0) throw new Error(["Nothing can be released yet:", ...problems].join("\n  "));
  for (const each of packages) {
    const { name, version } = each.manifest;
    const isNew = !isPublished(each);
    console.log(`${name}@${version} ${isNew ? "is new" : "is published already"}`);
    if (!isNew) continue;
    console.log(`${changesOf(each.changelog, version)}\n`);
    if (values.publish) publish(each);
  }
}

try {
  main(process.argv.slice(2));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
