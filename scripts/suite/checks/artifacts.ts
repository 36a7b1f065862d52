import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { HardhatRuntimeEnvironment } from "hardhat/types";

/** The part of Hardhat's record of compiled sources that is read here. */
interface CompiledSources {
  readonly files: Readonly<Record<string, { readonly contentHash: string; readonly sourceName: string }>>;
}

const COMPILE_FIRST = "Compile first: npx hardhat compile";

/**
 * Refuses artifacts that are missing, or were compiled from other sources than are here now, of this repository or of a
 * library.
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
    Object.values(files).map(({ sourceName, contentHash }) => assertUnchanged(hre, sourceName, contentHash)),
  );
}

/** Compares a source by its name: the record has absolute paths, which may be those of another checkout. */
async function assertUnchanged(
  { config }: HardhatRuntimeEnvironment,
  sourceName: string,
  hash: string,
): Promise<void> {
  const root = dirname(config.paths.sources);
  const path = sourceName.startsWith("contracts/")
    ? join(root, sourceName)
    : // Another release of a library may have been installed since.
      join(root, "node_modules", sourceName);
  const content = await readFile(path, "utf8").catch(() => undefined);
  if (content !== undefined && createHash("md5").update(content).digest("hex") === hash) return;
  throw new Error(
    `${sourceName} has ${content === undefined ? "gone" : "changed"} since it was compiled. ${COMPILE_FIRST}`,
  );
}

async function compiledSources({ config }: HardhatRuntimeEnvironment): Promise<CompiledSources> {
  const path = join(config.paths.cache, "solidity-files-cache.json");
  try {
    return JSON.parse(await readFile(path, "utf8")) as CompiledSources;
  } catch (cause) {
    // A compilation that was interrupted leaves half of it.
    throw new Error(`${path}, which says what was compiled, is missing or broken. ${COMPILE_FIRST}`, {
      cause,
    });
  }
}
