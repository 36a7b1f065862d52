import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { checkConnectorSize, checkSessionPurity } from "./sdk-check/bundles.js";
import { checkDocumentedInstall } from "./sdk-check/documented-install.js";
import type { Finding } from "./sdk-check/finding.js";
import { checkPackage, checkUnusedExports } from "./sdk-check/linters.js";
import { pack } from "./sdk-check/pack.js";
import { checkPages } from "./sdk-check/pages.js";
import { checkNodeProject, checkServerRendering, checkViteApp } from "./sdk-check/projects.js";

/**
 * `npm run sdk:check`: checks the published package in projects that use it. One line per figure; exits with
 * 0 if all hold.
 */
async function main(): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), "sdk-check-"));
  try {
    const packed = pack(folder);
    const checks: (() => Finding | Promise<Finding>)[] = [
      () => checkPackage("publint", packed),
      () => checkPackage("attw", packed),
      checkUnusedExports,
      () => checkPages(packed),
      () => checkConnectorSize(packed),
      () => checkSessionPurity(packed),
      () => checkNodeProject(packed, join(folder, "node")),
      () => checkDocumentedInstall(packed, join(folder, "documented")),
      () => checkServerRendering(packed, join(folder, "server")),
      () => checkViteApp(packed, join(folder, "vite-2"), "2"),
      () => checkViteApp(packed, join(folder, "vite-3"), "3"),
    ];
    let failed = 0;
    for (const check of checks) {
      const { name, holds, figure } = await check();
      console.log(`${holds ? "ok  " : "FAIL"} ${name}: ${figure}`);
      if (!holds) failed += 1;
    }
    return failed === 0 ? 0 : 1;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : String(error));
    process.exit(1);
  },
);
