import { assertBalance } from "./checks/balance";
import { confirm } from "./confirm";
import { assertRecordable } from "./deployment-record";
import { costOf, type PricedPlan } from "./plan";

/** Whether to send anything, and whether to ask first. */
export interface Consent {
  readonly dryRun: boolean;
  readonly yes: boolean;
}

/**
 * Decides whether a plan that was shown is carried out: not in a dry run and, on a public chain, not without a confirmation.
 *
 * @param question what is about to be sent where
 * @throws Error if it could not be recorded, the balance does not do for it, or it is not confirmed
 */
export async function mayCarryOut(
  plan: PricedPlan & { readonly inMemory: boolean; readonly path: string },
  { dryRun, yes }: Consent,
  question: string,
): Promise<boolean> {
  if (dryRun) return false;
  await assertRecordable(plan.path);
  await assertBalance(plan.wallet, costOf(plan));
  if (!plan.inMemory && !yes)
    await confirm(`${question} on ${plan.hre.network.name}, chain ${plan.chainId}?`);
  return true;
}
