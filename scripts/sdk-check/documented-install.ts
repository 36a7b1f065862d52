import { spawnSync } from "node:child_process";
import { copyFileSync, lstatSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import type { Finding } from "./finding.js";
import { ROOT } from "./folders.js";
import { importName, type PackedSdk } from "./pack.js";
import { runNode } from "./run.js";

const PAGE = join(ROOT, "docs/sdk/README.md");

const TSC =
  "node_modules/typescript/bin/tsc --noEmit --strict --skipLibCheck --target es2022 --module nodenext".split(
    " ",
  );

/** Passes a client of the app's viem to the SDK: with two copies of viem, its type would differ. */
const TYPED = `
import { createWalletClient, http } from "viem";
import { generatePrivateKey, privateKeyToAccount } from "viem/accounts";
import { zksyncInMemoryNode } from "viem/zksync";
import { deployAccount } from "@zksync-sso/sdk/client/ecdsa";

const account = privateKeyToAccount(generatePrivateKey());
const client = createWalletClient({ account, chain: zksyncInMemoryNode, transport: http() });
export const deploy = (contracts: Parameters<typeof deployAccount>[1]["contracts"]) =>
  deployAccount(client, { owner: account.address, contracts });
`;

/**
 * Installs the SDK by the exact line of the documentation, something else after it, and everything again from
 * the lock; then type-checks a use of it and imports every path with tsx.
 */
export function checkDocumentedInstall(sdk: PackedSdk, folder: string): Finding {
  const name = "the documented installation";
  const line = /^npm install .*$/m.exec(readFileSync(PAGE, "utf8"))?.[0];
  if (line === undefined) return { name, holds: false, figure: "the page has no line that installs it" };
  const app = join(folder, "app");
  mkdirSync(app, { recursive: true });
  const packed = join(folder, "zksync-sso");
  mkdirSync(packed);
  copyFileSync(sdk.tarball, join(packed, basename(sdk.tarball)));
  const env = { ...process.env, npm_config_prefer_offline: "true", npm_config_audit: "false" };
  // Neither a later installation nor one from the lock may change anything.
  for (const command of [line, `npm install -D ${ours("typescript")} ${ours("@types/node")}`, "npm ci"]) {
    const { status, stdout, stderr } = spawnSync(command, { cwd: app, env, shell: true, encoding: "utf8" });
    if (status !== 0) return { name, holds: false, figure: `${command}: ${stdout}${stderr}`.trim() };
  }
  const isLink = lstatSync(join(app, "node_modules/@zksync-sso/sdk")).isSymbolicLink();
  if (isLink) return { name, holds: false, figure: "the package became a link" };
  // React is not among what the page installs.
  const paths = sdk.paths.filter((path) => path !== "./react");
  const imports = paths.map((path, i) => `import * as path${i} from "${importName(path)}";`);
  const counts = paths.map((_, i) => `Object.keys(path${i}).length`);
  writeFileSync(join(app, "app.mts"), `${imports.join("\n")}\nconsole.log([${counts.join()}].length);\n`);
  writeFileSync(join(app, "types.mts"), TYPED);
  const types = runNode([...TSC, "types.mts"], app);
  if (!types.succeeded) return { name, holds: false, figure: types.output };
  const { succeeded, output } = runNode(["--import", "tsx", "app.mts"], app);
  const holds = succeeded && output === String(paths.length);
  return { name, holds, figure: holds ? `${output} paths imported` : output };
}

/** Returns a package in the version that this project has. */
function ours(name: string): string {
  const { devDependencies } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8")) as {
    readonly devDependencies: Readonly<Record<string, string>>;
  };
  return `${name}@${devDependencies[name] ?? "latest"}`;
}
