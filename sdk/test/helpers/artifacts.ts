import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import type { Abi, Hex } from "viem";

/** What Hardhat stores of a compiled contract. */
export interface Artifact {
  readonly contractName: string;
  readonly abi: Abi;
  readonly bytecode: Hex;
}

const FOLDER = resolve(import.meta.dirname, "../../../artifacts-zk");

/**
 * Reads a compiled contract by its name alone, wherever its source is.
 *
 * @param folder - the project's compiled contracts
 * @throws Error if there is none, or several
 */
export function readArtifact(contractName: string, folder = FOLDER): Artifact {
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" });
  const found = files.filter((file) => file.endsWith(`/${contractName}.json`));
  const [file] = found;
  if (file === undefined || found.length > 1)
    throw new Error(`${found.length} compiled contracts have the name ${contractName}: ${found.join(", ")}`);
  return JSON.parse(readFileSync(join(folder, file), "utf8")) as Artifact;
}
