import { UsageError } from "../primitives/usage-error.ts";
import range from "./solc-range.json" with { type: "json" };

/** The EVM versions that solc learned, newest first; what comes after Cancun is not for the node. */
const EVM_VERSIONS = [
  { name: "cancun", since: "0.8.24" },
  { name: "shanghai", since: "0.8.20" },
  { name: "paris", since: "0.8.18" },
] as const;
const OLDEST_EVM_VERSION = "london";

/**
 * Checks that a compiler gives what is read here: its IR for contracts, with the place of each instruction in the sources.
 *
 * @throws UsageError on a version out of the range.
 */
export function assertIsSupported(solcVersion: string): void {
  const { oldest, newest } = range;
  if (compare(solcVersion, oldest) < 0 || compare(solcVersion, newest) > 0) {
    throw new UsageError(
      `Solidity ${solcVersion} is not supported: choose a version of solc from ${oldest} to ${newest}.`,
    );
  }
}

/** Returns the newest EVM version, up to Cancun, for which a version of solc makes code. */
export function newestEvmVersion(solcVersion: string): string {
  return EVM_VERSIONS.find(({ since }) => compare(solcVersion, since) >= 0)?.name ?? OLDEST_EVM_VERSION;
}

function compare(a: string, b: string): number {
  return a.localeCompare(b, "en", { numeric: true });
}
