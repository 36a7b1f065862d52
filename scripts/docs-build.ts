import { spawn } from "node:child_process";
import { resolve } from "node:path";
import { asksForHelp, parseCommandLine } from "./command-line";
import { endOnSignals } from "./start/signals";
import { projectPath } from "./toolchain/toolchain";

const USAGE = `npm run docs:build -- [--base PATH] [--outDir FOLDER] [--help]

  Builds the documentation as a site, into site/dist/. A link to no page fails it.

  --base PATH      where the site will be on its host, such as /docs/, if not at the root
  --outDir FOLDER  builds it into another folder`;

const OPTIONS = { base: { type: "string" }, outDir: { type: "string" } } as const;

/** `npm run docs:build`: see USAGE. VitePress itself passes over options that it does not know. */
function main(argv: readonly string[]): void {
  if (asksForHelp(argv)) return console.log(USAGE);
  const { base, outDir } = parseCommandLine(argv, USAGE, OPTIONS);
  // VitePress puts it before each path as it is.
  if (base !== undefined && !/^\/(.*\/)?$/.test(base))
    throw new Error(`--base is "${base}", but has to begin and end with a slash, such as /docs/`);
  const options = [
    ...(base === undefined ? [] : ["--base", base]),
    ...(outDir === undefined ? [] : ["--outDir", resolve(outDir)]),
  ];
  const vitepress = projectPath("node_modules/vitepress/bin/vitepress.js");
  const build = spawn(process.execPath, [vitepress, "build", ...options], {
    cwd: projectPath("site"),
    stdio: "inherit",
  });
  endOnSignals();
  process.once("exit", () => build.kill());
  build.once("close", (code) => (process.exitCode = code ?? 1));
}

try {
  main(process.argv.slice(2));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
