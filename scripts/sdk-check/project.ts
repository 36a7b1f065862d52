import { cpSync, existsSync, mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { MODULES, SDK } from "./folders.js";
import type { PackedSdk } from "./pack.js";

/** Where @wagmi/core of each major version is installed. */
const WAGMI_CORE = { 2: join(MODULES, "@wagmi/core-2"), 3: join(SDK, "node_modules/@wagmi/core") } as const;

/** A version of @wagmi/core that apps use. */
export type WagmiCore = `${keyof typeof WAGMI_CORE}`;

/**
 * Makes an app's project with the packed SDK and links to what is installed here: no network is needed.
 *
 * @param packages - the app's other dependencies, from this project's own node_modules
 * @param files - its own files, by name
 */
export function makeProject(
  sdk: PackedSdk,
  folder: string,
  packages: readonly string[],
  files: Readonly<Record<string, string>>,
  wagmiCore: WagmiCore = "3",
): void {
  const modules = join(folder, "node_modules");
  const link = (name: string, target = join(MODULES, name)): void => {
    const place = join(modules, name);
    if (!existsSync(target)) throw new Error(`${name} is not installed.`);
    mkdirSync(dirname(place), { recursive: true });
    symlinkSync(target, place);
  };
  for (const name of new Set([...sdk.dependencies, ...packages])) link(name);
  link("@wagmi/core", WAGMI_CORE[wagmiCore]);
  cpSync(sdk.folder, join(modules, "@zksync-sso/sdk"), { recursive: true });
  const manifest = { name: "app", private: true, type: "module" };
  writeFileSync(join(folder, "package.json"), JSON.stringify(manifest));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
}
