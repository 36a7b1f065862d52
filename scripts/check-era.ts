import { soliditySources } from "./documents/assembly";
import { eraFindings } from "./era-lint/findings";
import { REVIEWED_USES } from "./era-lint/reviewed-uses";
import { unreviewed } from "./era-lint/unreviewed";

/** Part of `npm run check:lint`: fails if a contract has what is different on EraVM, and nobody looked at it. */
function main(): void {
  const sources = Object.fromEntries(soliditySources().map(({ path, text }) => [path, text]));
  const problems = unreviewed(eraFindings(sources), REVIEWED_USES);
  if (problems.length === 0) return;
  console.error("Contracts do what is different on EraVM (scripts/era-lint/):");
  for (const problem of problems) console.error(`  ${problem}`);
  process.exitCode = 1;
}

main();
