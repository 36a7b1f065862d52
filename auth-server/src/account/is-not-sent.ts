import { SsoError } from "@zksync-sso/sdk/errors";
import { isUnreachable } from "../words/problem.ts";

/** Says whether something was certainly not sent. A node that was given it may keep what it says that it refuses. */
export function isNotSent(error: unknown): boolean {
  return error instanceof SsoError && error.sentNonce === undefined && !isUnreachable(error);
}
