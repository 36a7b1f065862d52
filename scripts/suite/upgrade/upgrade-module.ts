import { deployPlanned } from "../carry-out";
import { changeRecord } from "../deployment-record";
import type { PlannedContract } from "../plan";
import type { SuiteAddresses } from "../suite-addresses";
import type { SuiteKey } from "../suite-contracts";
import { assertWiring } from "../wiring";
import { awaitsOwner, makeOwnerCall } from "./owner-call";
import { endSponsoring, sponsoringCall } from "./sponsoring-call";
import { isInUse, mayDeploy, planBeside, type Upgrade } from "./upgrade";
import { upgradeCommand } from "./upgradeable";

/** What names a module in its constructor, and has to be made anew with it, in the order in which they name each other. */
const NAMED_BY: Readonly<Partial<Record<SuiteKey, readonly SuiteKey[]>>> = {
  passkey: ["recovery", "accountFactory"],
  session: ["accountFactory"],
};

/**
 * Deploys a new module beside the old one, which stays in use. With `--switch`, has everything that starts from now on use
 * the new one: the record, a new factory that names it, and the paymaster.
 */
export async function upgradeModule(upgrade: Upgrade): Promise<void> {
  const { contract: key } = upgrade.options;
  const planned = [await planBeside(upgrade, key)];
  if (!upgrade.options.switch) return await deployBeside(upgrade, planned);
  if (isInUse(upgrade, planned[0]!)) return await endSponsoring(upgrade, "The switch");
  const changed: Record<string, string> = { [key]: planned[0]!.address };
  for (const dependent of NAMED_BY[key] ?? []) {
    const part = await planBeside(upgrade, dependent, changed);
    planned.push(part);
    changed[dependent] = part.address;
  }
  await switchTo(upgrade, planned, { ...upgrade.record.addresses, ...changed });
}

async function deployBeside(upgrade: Upgrade, planned: readonly PlannedContract[]): Promise<void> {
  if (isInUse(upgrade, planned[0]!)) return;
  if (!(await mayDeploy(upgrade, planned))) return;
  const { record, wallet, path } = upgrade;
  const [{ key, address }] = planned as [PlannedContract];
  const history = await deployPlanned({ planned, wallet, history: record.history }, [key]);
  await changeRecord(path, {}, { ...record, history });
  console.log(`  ${record.addresses[key]} stays in use. Accounts may have both installed. To migrate:`);
  console.log(`  1. ${upgradeCommand(upgrade.hre.network.name, key)} --switch`);
  console.log(
    `  2. Each account's owner: installModule(1, ${address}, …), then anew what the old one holds for the account,`,
  );
  console.log(`     and at last uninstallModule(1, ${record.addresses[key]}, …). docs/operate.md shows it.`);
}

async function switchTo(
  upgrade: Upgrade,
  planned: readonly PlannedContract[],
  addresses: SuiteAddresses,
): Promise<void> {
  if (!(await mayDeploy(upgrade, planned))) return;
  const { record, wallet, path } = upgrade;
  const keys = planned.map(({ key }) => key);
  const history = await deployPlanned({ planned, wallet, history: record.history }, keys);
  await assertWiring(wallet.provider, addresses);
  const changed = Object.fromEntries(planned.map((part) => [part.key, part.address]));
  await changeRecord(path, changed, { ...record, history });
  const call = await sponsoringCall(upgrade, addresses);
  const completes = call === undefined || (await makeOwnerCall(wallet, call));
  console.log(
    "  Give the new deployments file to the SDK and the auth server. Accounts that exist keep the old module",
  );
  console.log(
    "  until their owners install the new one. Addresses of accounts that do not exist yet change with the factory.",
  );
  if (!completes) throw awaitsOwner(call);
}
