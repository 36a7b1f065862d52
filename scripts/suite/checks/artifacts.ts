import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join, relative } from "node:path";
import type { HardhatRuntimeEnvironment } from "hardhat/types";

/** The part of Hardhat's record of compiled sources that is read here. */
interface CompiledSources {
  readonly files: Readonly<Record<string, { readonly contentHash: string; readonly sourceName: string }>>;
}

const COMPILE_FIRST = "Compile first: npx hardhat compile";

/**
 * Refuses artifacts that are missing, or were compiled from other sources than are here now.
 *
 * @param contracts names of the contracts whose artifacts are needed
 * @throws Error naming the contract or the source, and the command that compiles
 */
export async function assertArtifactsFresh(
  hre: HardhatRuntimeEnvironment,
  contracts: readonly string[],
): Promise<void> {
  for (const contract of contracts) {
    if (!(await hre.artifacts.artifactExists(contract))) {
      throw new Error(`There is no artifact of ${contract}. ${COMPILE_FIRST}`);
    }
  }
  const { files } = await compiledSources(hre);
  await Promise.all(
    Object.entries(files)
      .filter(([, { sourceName }]) => sourceName.startsWith("contracts/"))
      .map(([path, { contentHash }]) => assertUnchanged(hre, path, contentHash)),
  );
}

async function assertUnchanged(hre: HardhatRuntimeEnvironment, path: string, hash: string): Promise<void> {
  // A source that is gone has nothing to deploy.
  const content = await readFile(path, "utf8").catch(() => undefined);
  if (content === undefined || createHash("md5").update(content).digest("hex") === hash) return;
  const name = relative(hre.config.paths.sources, path);
  throw new Error(`${name} has changed since it was compiled. ${COMPILE_FIRST}`);
}

async function compiledSources({ config }: HardhatRuntimeEnvironment): Promise<CompiledSources> {
  const path = join(config.paths.cache, "solidity-files-cache.json");
  const text = await readFile(path, "utf8").catch(() => undefined);
  if (text === undefined)
    throw new Error(`Nothing says what the artifacts were compiled from. ${COMPILE_FIRST}`);
  return JSON.parse(text) as CompiledSources;
}
