import { readFileSync } from "node:fs";
import { join, relative } from "node:path";
import hre from "hardhat";
import { filesBelow } from "./files-below";
import type { Generated } from "./generated";
import { inTemporaryFolder } from "./temporary-folder";

const FOLDER = hre.config.typechain.outDir;
/** As it is in a path from the project's root. */
const NAME = relative(hre.config.paths.root, FOLDER);

/** The contracts' typed bindings. */
export const bindings: Generated = {
  from: "the contracts",
  present: () => filesBelow(FOLDER).map((file) => join(NAME, file)),
  make: () =>
    inTemporaryFolder(async (folder) => {
      await generateBindings(folder);
      return new Map(
        filesBelow(folder).map((file) => [join(NAME, file), readFileSync(join(folder, file), "utf8")]),
      );
    }),
};

/** The first run removes artifacts of deleted contracts, for which the second would generate bindings. */
async function generateBindings(folder: string): Promise<void> {
  await hre.run("compile", { quiet: true, noTypechain: true });
  hre.config.typechain.outDir = folder;
  try {
    await hre.run("typechain");
  } finally {
    hre.config.typechain.outDir = FOLDER;
  }
}
