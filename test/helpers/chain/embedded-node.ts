import type { Context } from "mocha";
import { selectToolchain } from "../../../scripts/toolchain/toolchain";

/**
 * Whether the tests run on the embedded node. anvil-zksync takes no tracer but `callTracer`, says nothing of what a
 * transaction's pubdata cost, and enforces none of the sequencer's rules for a validation.
 */
export const runsEmbedded = selectToolchain(process.env.ERA_TOOLCHAIN) === "embedded";

/** Skips a test of what anvil-zksync does not tell or enforce. */
export function needsEmbeddedNode(test: Context): void {
  if (!runsEmbedded) test.skip();
}
