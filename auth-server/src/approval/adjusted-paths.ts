import type { SessionSpec } from "@zksync-sso/sdk/session";
import { limitAt } from "./limit-place.ts";
import type { Permission } from "./permissions.ts";

/** Lists the paths of the app's preferences that the person has lowered. */
export function adjustedPaths(
  asked: SessionSpec,
  approved: SessionSpec,
  lines: readonly Permission[],
): string[] {
  const limits = lines.flatMap((line) => line.limits);
  const lowered = limits.filter(({ place }) => limitAt(approved, place).limit < limitAt(asked, place).limit);
  const paths = lowered.map(({ path }) => path);
  return approved.expiresAt < asked.expiresAt ? [...paths, "expiresAt"] : paths;
}
