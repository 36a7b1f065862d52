import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { isSuiteAddresses, type SuiteAddresses } from "./suite-addresses";

/** Returns `deployments/<chainId>.json` under the project's root. */
export function addressesPath(root: string, chainId: bigint): string {
  return join(root, "deployments", `${chainId}.json`);
}

/**
 * Returns the addresses recorded for a chain; undefined if there are none.
 *
 * @throws Error if the file exists but is not such a record.
 */
export async function readAddresses(path: string): Promise<SuiteAddresses | undefined> {
  const text = await readFile(path, "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return undefined;
    throw error;
  });
  if (text === undefined) return undefined;
  const value = parse(text, path);
  if (!isSuiteAddresses(value))
    throw new Error(`${path} lacks addresses of the suite; delete it to deploy anew`);
  return value;
}

/** Records a chain's addresses; readers see the old file or the new one, never half of one. */
export async function writeAddresses(path: string, addresses: SuiteAddresses): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const temporary = `${path}.${process.pid}.tmp`;
  await writeFile(temporary, `${JSON.stringify(addresses, null, 2)}\n`);
  await rename(temporary, path);
}

function parse(text: string, path: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Error(`${path} is not JSON; delete it to deploy anew`);
  }
}
