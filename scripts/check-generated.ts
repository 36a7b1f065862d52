import { allGenerated } from "./generated/all-generated";
import { staleFiles } from "./generated/generated";
import { projectPath } from "./toolchain/toolchain";

/**
 * `npm run check:generated`: generates everything again, elsewhere, and fails if the files in the repository
 * differ. Stops at the first kind that is out of date, since the next may be generated from it.
 */
async function main(): Promise<void> {
  for (const generated of allGenerated) {
    const stale = await staleFiles(generated, projectPath(""));
    if (stale.length > 0) return report(stale);
  }
}

function report(stale: readonly string[]): void {
  console.error('Generated files are out of date; run "npm run generate" and commit the result:');
  for (const line of stale) console.error(`  ${line}`);
  process.exitCode = 1;
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
