import hre from "hardhat";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ABIS_FILE, generateAbis } from "../sdk/scripts/abis";
import { CONTRACT_ERRORS_FILE, generateContractErrors } from "../sdk/scripts/contract-errors";
import { generateSuiteInterface, SUITE_INTERFACE_FILE } from "../sdk/scripts/suite-interface";

/** Generates the bindings and ABIs anew, elsewhere, and fails if the ones in the repository are not the same. */
async function main(): Promise<void> {
  await checkBindings();
  await checkAbis();
}

async function checkBindings(): Promise<void> {
  const current = hre.config.typechain.outDir;
  const stale = await withTemporaryDirectory(async (directory) => {
    await generateBindings(directory);
    return differingFiles(directory, current);
  });
  if (stale.length === 0) return;
  console.error(`${current} does not match the contracts; run "npx hardhat compile" and commit the result:`);
  for (const { file, problem } of stale) console.error(`  ${file}: ${problem}`);
  process.exitCode = 1;
}

/** Those of the SDK and the node, which are made of the same compiled contracts. */
async function checkAbis(): Promise<void> {
  await checkFile(ABIS_FILE, generateAbis);
  await checkFile(CONTRACT_ERRORS_FILE, generateContractErrors);
  await checkFile(SUITE_INTERFACE_FILE, generateSuiteInterface);
}

async function checkFile(current: string, generate: (file: string) => void): Promise<void> {
  const isFresh = await withTemporaryDirectory((directory) => {
    const file = join(directory, "generated.ts");
    generate(file);
    return Promise.resolve(existsSync(current) && readFileSync(file).equals(readFileSync(current)));
  });
  if (isFresh) return;
  console.error(`${current} does not match the contracts; run "npm run abis -w sdk" and commit the result.`);
  process.exitCode = 1;
}

/** The first run removes artifacts of contracts that are gone, which the second would generate bindings for. */
async function generateBindings(directory: string): Promise<void> {
  await hre.run("compile", { quiet: true, noTypechain: true });
  hre.config.typechain.outDir = directory;
  await hre.run("typechain");
}

function differingFiles(expected: string, actual: string): { file: string; problem: string }[] {
  const expectedFiles = listFiles(expected);
  const files = new Set([...expectedFiles, ...listFiles(actual)]);
  return [...files].sort().flatMap((file) => {
    if (!existsSync(join(actual, file))) return { file, problem: "missing" };
    if (!expectedFiles.includes(file)) return { file, problem: "no contract has this name any more" };
    const isSame = readFileSync(join(expected, file)).equals(readFileSync(join(actual, file)));
    return isSame ? [] : { file, problem: "out of date" };
  });
}

function listFiles(directory: string): string[] {
  if (!existsSync(directory)) return [];
  return readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(directory.length + 1));
}

async function withTemporaryDirectory<T>(use: (directory: string) => Promise<T>): Promise<T> {
  const directory = mkdtempSync(join(tmpdir(), "bindings-"));
  try {
    return await use(directory);
  } finally {
    rmSync(directory, { recursive: true });
  }
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
