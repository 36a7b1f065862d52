import { copyFileSync, rmSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import type { BuildOptions } from "esbuild";

const PACKAGE = fileURLToPath(new URL("../", import.meta.url));
/** What the package promises to run on, see `engines` in its package.json. */
const TARGET = "node20.19";

/** What other packages contain stays with them: they are dependencies. */
const COMMON: BuildOptions = {
  absWorkingDir: PACKAGE,
  bundle: true,
  packages: "external",
  platform: "node",
  target: TARGET,
  keepNames: true,
  logLevel: "error",
};

/** Builds what the published package runs into `dist/`: JavaScript, of the sources that it does not contain. */
async function buildPackage(): Promise<void> {
  rmSync(`${PACKAGE}dist`, { recursive: true, force: true });
  await build({
    ...COMMON,
    entryPoints: ["src/cli/main.ts", "src/zksolc/cli.ts"],
    outbase: "src",
    outdir: "dist",
    format: "esm",
    // What a program loads later stays apart.
    splitting: true,
  });
  // Beside the module that loads or starts them.
  for (const name of ["load-soljson.cjs", "solc-worker.cjs"]) {
    copyFileSync(`${PACKAGE}src/zksolc/${name}`, `${PACKAGE}dist/${name}`);
  }
  // Hardhat loads configurations and their imports as CommonJS.
  await build({ ...COMMON, entryPoints: ["hardhat/index.ts"], outfile: "dist/hardhat.cjs", format: "cjs" });
  // It is imported for what it does.
  writeFileSync(`${PACKAGE}dist/hardhat.d.cts`, "export {};\n");
}

await buildPackage();
