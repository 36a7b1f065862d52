import { join } from "node:path";
import type { Finding } from "./finding.js";
import { MODULES, ROOT } from "./folders.js";
import type { PackedSdk } from "./pack.js";
import { runNode } from "./run.js";

const PROGRAMS = {
  publint: { file: "publint/src/cli.js", args: (sdk: PackedSdk) => [sdk.folder, "--strict"] },
  // The package is ESM for modern resolution: CommonJS and Node 10's resolution are not checked.
  attw: {
    file: "@arethetypeswrong/cli/dist/index.js",
    args: (sdk: PackedSdk) => [sdk.tarball, "--profile", "esm-only", "--no-emoji", "--format", "ascii"],
  },
} as const;

/** Runs a package linter on the packed package. */
export function checkPackage(name: keyof typeof PROGRAMS, sdk: PackedSdk): Finding {
  const { file, args } = PROGRAMS[name];
  const { succeeded, output } = runNode([join(MODULES, file), ...args(sdk)], ROOT);
  return { name, holds: succeeded, figure: succeeded ? "clean" : output };
}

/** Looks for exports that neither the package nor its tests use. */
export function checkUnusedExports(): Finding {
  const args = ["--workspace", "sdk", "--include", "exports,types,files", "--no-progress"];
  const { succeeded, output } = runNode([join(MODULES, "knip/bin/knip.js"), ...args], ROOT);
  return { name: "unused exports", holds: succeeded, figure: succeeded ? "none" : output };
}
