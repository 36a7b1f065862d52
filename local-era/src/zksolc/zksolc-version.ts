import { UsageError } from "../primitives/usage-error.ts";

/** The variable that names the zksolc release to stand in for; unset or empty means {@link DEFAULT_VERSION}. */
export const VERSION_VARIABLE = "LOCAL_ERA_ZKSOLC_VERSION";

/** The release stood in for unless told otherwise: the first whose known miscompilations are all fixed. */
export const DEFAULT_VERSION = "1.5.17";

/** The oldest release whose interface is served. */
export const OLDEST_VERSION = "1.5.15";

/** The first release that compiles do-while loops and `mulmod` right. */
export const SOUND_VERSION = "1.5.17";

const VERSION = /^\d{1,9}\.\d{1,9}\.\d{1,9}$/;

/**
 * Reads {@link VERSION_VARIABLE}. Plugins compare the release to choose flags and output fields.
 *
 * @throws UsageError on what is no release, and on one older than {@link OLDEST_VERSION}.
 */
export function configuredVersion(env: NodeJS.ProcessEnv): string {
  const version = env[VERSION_VARIABLE] || DEFAULT_VERSION;
  if (!VERSION.test(version) || isOlder(version, OLDEST_VERSION)) {
    throw new UsageError(
      `${VERSION_VARIABLE} is "${version}", but must be a release of zksolc from ${OLDEST_VERSION} on, ` +
        `such as ${DEFAULT_VERSION}.`,
    );
  }
  return version;
}

/** Whether a release is known to compile some code wrongly, see `miscompilations.ts`. */
export function isMiscompiling(version: string): boolean {
  return isOlder(version, SOUND_VERSION);
}

/** The answer to `--version`. The first x.y.z in it is what plugins read. */
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
