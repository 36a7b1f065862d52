import { AccountBeacon__factory } from "../../../typechain-types";
import { deployPlanned } from "../carry-out";
import { changeRecord } from "../deployment-record";
import type { PlannedContract } from "../plan";
import { accountStorage, storageConflicts } from "../storage/account-storage";
import { awaitsOwner, makeOwnerCall } from "./owner-call";
import { newestAccount, simulateUpgrade } from "./simulation";
import { isInUse, mayDeploy, planBeside, type Upgrade } from "./upgrade";

/**
 * Releases this checkout's account: compares its storage with the release in use, tries it with an existing account, deploys
 * it, and has the beacon name it. Accounts that exist keep their code until their owners take the new one.
 *
 * @throws Error, before anything is sent, if the new code would not find the storage that the old one wrote, or if the
 *   account that it is tried with would refuse it or change its answers
 */
export async function upgradeAccount(upgrade: Upgrade): Promise<void> {
  const { record, wallet, path } = upgrade;
  const planned = await planBeside(upgrade, "accountImplementation");
  if (isInUse(upgrade, planned)) return;
  assertStorageKept(upgrade);
  await tryOut(upgrade, planned);
  if (!(await mayDeploy(upgrade, [planned]))) return;

  const history = await deployPlanned({ planned: [planned], wallet, history: record.history }, [planned.key]);
  await changeRecord(path, {}, { ...record, history });
  const { beacon } = record.addresses;
  const call = {
    what: "beacon.upgradeTo",
    owner: upgrade.config.owner,
    to: beacon,
    data: AccountBeacon__factory.createInterface().encodeFunctionData("upgradeTo", [planned.address]),
  };
  const named = await makeOwnerCall(wallet, call);
  if (named) await changeRecord(path, { accountImplementation: planned.address }, { ...record, history });
  else
    console.log(
      `  Then run npm run status -- --network ${upgrade.hre.network.name}: it records what the beacon names.`,
    );
  console.log(
    `  New accounts${named ? "" : " then"} start with it, and accounts that follow the beacon run it at once. Any other account runs its own ` +
      `code until its owner has it send itself upgradeTo(${planned.address}), the SDK's upgradeAccount.`,
  );
  if (!named) throw awaitsOwner(call);
}

function assertStorageKept({ record }: Upgrade): void {
  const { accountImplementation } = record.addresses;
  const older = record.history.find(
    ({ address, storage }) => address === accountImplementation && storage,
  )?.storage;
  if (older === undefined) {
    throw new Error(
      `The record does not say where ${accountImplementation}, the account in use, has its storage. ` +
        "Run npx hardhat deploy-zksync from a checkout of the release that is deployed: it adds that, and deploys nothing.",
    );
  }
  const conflicts = storageConflicts(older, accountStorage());
  if (conflicts !== "")
    throw new Error(`This account would not find what existing accounts have stored:\n${conflicts}`);
  console.log(`  storage: everything is where ${accountImplementation} has it`);
}

async function tryOut(
  { hre, record, wallet, options }: Upgrade,
  { contract, address }: PlannedContract,
): Promise<void> {
  const { provider } = wallet;
  const account = options.account ?? (await newestAccount(provider, factoriesOf(record)));
  if (account === undefined) {
    console.log("  Not tried with an account, since no factory of this suite has made one yet.");
    return;
  }
  const { bytecode } = await hre.artifacts.readArtifact(contract);
  await simulateUpgrade(provider, account, { address, bytecode });
  console.log(`  ${account} accepts it, and answers afterwards as it does now.`);
}

/** Lists every factory that was deployed, the one in use first: accounts of the older ones are as much in people's hands. */
function factoriesOf({ addresses, history }: Upgrade["record"]): string[] {
  const older = history.filter(({ key }) => key === "accountFactory").map(({ address }) => address);
  return [...new Set([addresses.accountFactory, ...older.reverse()])];
}
