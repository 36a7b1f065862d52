import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Finding } from "./finding.js";
import { ROOT } from "./folders.js";
import { importName, type PackedSdk } from "./pack.js";
import { runNode } from "./run.js";

const PAGE = join(ROOT, "docs/sdk/README.md");

/** Installs the SDK by the very line of the documentation, beside this project, and imports every path with tsx. */
export function checkDocumentedInstall(sdk: PackedSdk, folder: string): Finding {
  const name = "the documented installation";
  const line = /^npm install .*$/m.exec(readFileSync(PAGE, "utf8"))?.[0];
  if (line === undefined) return { name, holds: false, figure: "the page has no line that installs it" };
  const app = join(folder, "app");
  mkdirSync(app, { recursive: true });
  symlinkSync(ROOT, join(folder, "zksync-sso"));
  const env = { ...process.env, npm_config_prefer_offline: "true", npm_config_audit: "false" };
  const { status, stdout, stderr } = spawnSync(line, { cwd: app, env, shell: true, encoding: "utf8" });
  if (status !== 0) return { name, holds: false, figure: `${stdout}${stderr}`.trim() };
  // React is not among what the page installs.
  const paths = sdk.paths.filter((path) => path !== "./react");
  const imports = paths.map((path, i) => `import * as path${i} from "${importName(path)}";`);
  const counts = paths.map((_, i) => `Object.keys(path${i}).length`);
  writeFileSync(join(app, "app.mts"), `${imports.join("\n")}\nconsole.log([${counts.join()}].length);\n`);
  const { succeeded, output } = runNode(["--import", "tsx", "app.mts"], app);
  const holds = succeeded && output === String(paths.length);
  return { name, holds, figure: holds ? `${output} paths imported` : output };
}
