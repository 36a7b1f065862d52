import { UsageError } from "../primitives/usage-error.ts";

/** Names the variable with the zksolc release to emulate; unset or empty means {@link DEFAULT_VERSION}. */
export const VERSION_VARIABLE = "LOCAL_ERA_ZKSOLC_VERSION";

/** Is the release emulated by default: the first without known miscompilations. */
export const DEFAULT_VERSION = "1.5.17";

/** Is the oldest release whose interface is supported. */
export const OLDEST_VERSION = "1.5.15";

/** Is the first release that compiles do-while loops and `mulmod` correctly. */
export const SOUND_VERSION = "1.5.17";

const VERSION = /^\d{1,9}\.\d{1,9}\.\d{1,9}$/;

/**
 * Reads {@link VERSION_VARIABLE}. Plugins choose flags and output fields by the release.
 *
 * @throws UsageError for what is not a release, and for one older than {@link OLDEST_VERSION}.
 */
export function configuredVersion(env: NodeJS.ProcessEnv): string {
  const version = env[VERSION_VARIABLE] || DEFAULT_VERSION;
  if (!VERSION.test(version) || isOlder(version, OLDEST_VERSION)) {
    throw new UsageError(
      `The release of zksolc to stand in for is "${version}", but must be from ${OLDEST_VERSION} on, such as ` +
        `${DEFAULT_VERSION}: it is set by zksolc.version in the Hardhat configuration, or by ${VERSION_VARIABLE}.`,
    );
  }
  return version;
}

/** Tells whether a release is known to miscompile some code, see `miscompilations.ts`. */
export function isMiscompiling(version: string): boolean {
  return isOlder(version, SOUND_VERSION);
}

/** Returns the output of `--version`. Plugins read the first x.y.z in it. */
export function versionText(version: string): string {
  return `zksolc v${version} interface, served by local-era (EVM code in EraVM-shaped containers)`;
}

function isOlder(version: string, than: string): boolean {
  const limits = numbersOf(than);
  const difference = numbersOf(version)
    .map((number, i) => number - limits[i]!)
    .find((number) => number !== 0);
  return (difference ?? 0) < 0;
}

function numbersOf(version: string): number[] {
  return version.split(".").map(Number);
}
