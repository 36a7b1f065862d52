import { SsoPaymaster__factory } from "../../../typechain-types";
import { ownerOf } from "../differences";
import { paidCalls } from "../paid-calls";
import { sponsoredCalls } from "../sponsored-calls";
import type { SuiteAddresses } from "../suite-addresses";
import { awaitsOwner, makeOwnerCall, type OwnerCall } from "./owner-call";
import { mayDeploy, type Upgrade } from "./upgrade";

/**
 * Returns the call that has the paymaster pay for what newcomers do with a suite's contracts, while it goes on paying for
 * older ones; undefined if it does, or there is none.
 */
export async function sponsoringCall(
  { wallet, record }: Upgrade,
  addresses: SuiteAddresses,
): Promise<OwnerCall | undefined> {
  const { accountPaymaster } = record.addresses;
  if (accountPaymaster === undefined) return undefined;
  const calls = sponsoredCalls(addresses);
  const paid = await paidCalls(wallet.provider, accountPaymaster, calls);
  if (paid.length === calls.length) return undefined;
  return {
    what: "accountPaymaster.setSponsored",
    owner: await ownerOf(wallet.provider, "accountPaymaster", accountPaymaster),
    to: accountPaymaster,
    data: SsoPaymaster__factory.createInterface().encodeFunctionData("setSponsored", [calls, true]),
  };
}

/**
 * Ends an upgrade that stopped before the paymaster's turn.
 *
 * @param what the upgrade, for people
 */
export async function endSponsoring(upgrade: Upgrade, what: string): Promise<void> {
  const { addresses } = upgrade.record;
  const call = await sponsoringCall(upgrade, addresses);
  if (call === undefined) return;
  console.log(`  ${what} has yet to end: ${call.what}, for ${call.owner} to send, the owner.`);
  if (!(await mayDeploy(upgrade, []))) return;
  if (!(await makeOwnerCall(upgrade.wallet, call))) throw awaitsOwner(call);
}
