import { deployPlanned } from "../carry-out";
import { changeRecord } from "../deployment-record";
import { ownerOf } from "../differences";
import type { PlannedContract } from "../plan";
import type { SuiteKey } from "../suite-contracts";
import { olderPaidCalls } from "./older-calls";
import { awaitsOwner, makeOwnerCall } from "./owner-call";
import { endSponsoring, sponsoringCall } from "./sponsoring-call";
import { isInUse, mayDeploy, planBeside, type Upgrade } from "./upgrade";

/** What changes for whom when one of these is replaced. */
const CONSEQUENCES: Readonly<Partial<Record<SuiteKey, string>>> = {
  callPreview: "It holds nothing. Give the new deployments file to the auth server.",
  accountFactory:
    "Accounts that exist are not touched; the old factory goes on. Addresses of accounts that do not exist yet change. " +
    "Give the new deployments file to the SDK and the auth server.",
  accountPaymaster:
    "It has no ETH yet and the first limits, and pays for nothing that its owner had the old one pay for besides the suite's. " +
    "Its owner fills it and takes the ETH out of the old one with withdraw. Give the new deployments file to the auth server.",
};

/**
 * Deploys this checkout's build of a contract that accounts hold nothing in, and records it in place of the old one. Has the
 * paymaster pay for calls of a new factory, without which nobody without ETH could sign up.
 */
export async function replaceContract(upgrade: Upgrade): Promise<void> {
  const { record, wallet, path, options } = upgrade;
  const planned =
    options.contract === "accountPaymaster"
      ? await planPaymaster(upgrade)
      : await planBeside(upgrade, options.contract);
  const isFactory = planned.key === "accountFactory";
  if (isInUse(upgrade, planned)) return isFactory ? await endSponsoring(upgrade, "The upgrade") : undefined;
  if (!(await mayDeploy(upgrade, [planned]))) return;
  const history = await deployPlanned({ planned: [planned], wallet, history: record.history }, [planned.key]);
  const changed = { [planned.key]: planned.address };
  await changeRecord(path, changed, { ...record, history });
  const call = isFactory ? await sponsoringCall(upgrade, { ...record.addresses, ...changed }) : undefined;
  const completes = call === undefined || (await makeOwnerCall(wallet, call));
  console.log(`  ${CONSEQUENCES[planned.key]}`);
  if (!completes) throw awaitsOwner(call);
}

/**
 * Plans a paymaster that the beacon's owner owns, and which pays for calls of older contracts as the one in use does: whoever
 * has taken over an earlier one has its address, which its first owner was part of.
 */
async function planPaymaster(upgrade: Upgrade): Promise<PlannedContract> {
  const { provider } = upgrade.wallet;
  const config = { ...upgrade.config, alsoSponsored: await olderPaidCalls(upgrade) };
  for (let copy = 0; ; copy++) {
    const planned = await planBeside({ ...upgrade, config }, "accountPaymaster", {}, copy);
    const { address, codeHash } = planned;
    if (codeHash === undefined) return planned;
    const owner = await ownerOf(provider, "accountPaymaster", address);
    if (owner === upgrade.config.owner) return planned;
    console.log(`  ${address} belongs to ${owner}, not to the beacon's owner: another one takes its place`);
  }
}
