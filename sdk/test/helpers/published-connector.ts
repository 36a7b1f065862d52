import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import type * as published from "zksync-sso-published/connector";

const MODULES = resolve(import.meta.dirname, "../../../node_modules");
/**
 * Installs the published package in its own project, beside the @wagmi/core 2 that it requires. Ends with
 * `remove`.
 */
export function installPublishedConnector() {
  const project = mkdtempSync(join(tmpdir(), "published-connector-"));
  const modules = join(project, "node_modules");
  const link = (name: string, from = name) => {
    mkdirSync(dirname(join(modules, name)), { recursive: true });
    symlinkSync(join(MODULES, from), join(modules, name));
  };
  for (const name of readdirSync(MODULES))
    if (!/^(\.|@wagmi$|@simplewebauthn$|zksync-sso)/.test(name)) link(name);
  link("@wagmi/core", "@wagmi/core-2");
  link("@simplewebauthn/server");
  // Its peer for passkeys, which no session needs.
  mkdirSync(join(modules, "@simplewebauthn/browser"), { recursive: true });
  writeFileSync(join(modules, "@simplewebauthn/browser/index.js"), "");
  // Copied: a link would resolve its dependencies from the link's target.
  cpSync(join(MODULES, "zksync-sso-published"), join(modules, "zksync-sso"), { recursive: true });
  const require = createRequire(join(project, "app.cjs"));
  return {
    connector: require("zksync-sso/connector") as typeof published,
    remove: () => {
      rmSync(project, { recursive: true });
    },
  };
}
