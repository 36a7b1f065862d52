import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { SUITE_CONTRACTS } from "../../scripts/suite/suite-contracts.js";
import { projectWithPackage } from "../test/helpers/built-package.js";
import { documentedSnippets } from "../test/helpers/snippets.js";

const SDK = fileURLToPath(new URL("..", import.meta.url));
const TSC = join(SDK, "../node_modules/typescript/bin/tsc");

/** Uses of the types that are right, and one that is wrong: types that allow everything would pass the others. */
const USES = `
import { callPolicy, type SessionPreferences } from "@zksync-sso/sdk/session";
import { InvalidSessionError } from "@zksync-sso/sdk/errors";
import { encodeSessionTx } from "@zksync-sso/sdk/utils";
export const preferences: SessionPreferences = { feeLimit: 5n };
// @ts-expect-error a fee limit is no text
export const wrong: SessionPreferences = { feeLimit: "5" };
export const used = [callPolicy, InvalidSessionError, encodeSessionTx];
`;

/**
 * Compiles, as apps do, what uses the package as it is published: every path of its exports, and all code in the pages
 * about it. Exits with TypeScript's code.
 */
function main(): void {
  const project = projectWithPackage("code and types");
  const write = (name: string, text: string): void => {
    const file = join(project, name);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  };
  write("package.json", JSON.stringify({ name: "app", private: true, type: "module" }));
  write("app.mts", `${importsOfEveryPath()}\n${USES}`);
  const address = `0x${"11".repeat(20)}`;
  const deployed = Object.fromEntries(SUITE_CONTRACTS.map(({ key }) => [key, address]));
  // With what deployments record besides the addresses.
  const recorded = { ...deployed, inMemory: true, history: [{ key: "session", address }] };
  write("snippets/deployments/260.json", JSON.stringify(recorded));
  for (const { name, code } of documentedSnippets()) write(`snippets/${name}`, code);

  write("node.json", tsconfig("NodeNext", ["app.mts"]));
  write("bundler.json", tsconfig("Bundler", ["app.mts"]));
  write("snippets.json", tsconfig("NodeNext", ["snippets"]));
  const configurations = ["node.json", "bundler.json", "snippets.json"];
  const { status } = spawnSync(process.execPath, [TSC, "--build", ...configurations], {
    cwd: project,
    stdio: "inherit",
  });
  process.exitCode = status ?? 1;
}

function importsOfEveryPath(): string {
  const { exports } = JSON.parse(readFileSync(join(SDK, "package.json"), "utf8")) as {
    readonly exports: Readonly<Record<string, unknown>>;
  };
  const paths = Object.keys(exports).filter((path) => typeof exports[path] !== "string");
  return paths.map((path, i) => `export * as path${i} from "@zksync-sso/sdk${path.slice(1)}";`).join("\n");
}

/** Returns a configuration of TypeScript's that resolves modules as told. */
function tsconfig(moduleResolution: "NodeNext" | "Bundler", include: readonly string[]): string {
  const compilerOptions = {
    module: moduleResolution === "Bundler" ? "ESNext" : moduleResolution,
    moduleResolution,
    target: "ES2022",
    lib: ["ES2023", "DOM", "DOM.Iterable"],
    jsx: "react-jsx",
    strict: true,
    noUncheckedIndexedAccess: true,
    resolveJsonModule: true,
    allowImportingTsExtensions: true,
    skipLibCheck: true,
    noEmit: true,
    types: ["node"],
  };
  return JSON.stringify({ compilerOptions, include });
}

main();
