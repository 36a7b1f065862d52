import { SsoPaymaster__factory } from "../../../typechain-types";
import { deployPlanned } from "../carry-out";
import { changeRecord } from "../deployment-record";
import { ownerOf } from "../differences";
import type { PlannedContract } from "../plan";
import { sponsoredCalls } from "../sponsored-calls";
import type { SuiteAddresses } from "../suite-addresses";
import type { SuiteKey } from "../suite-contracts";
import { assertWiring } from "../wiring";
import { awaitsOwner, makeOwnerCall, type OwnerCall } from "./owner-call";
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
  if (isInUse(upgrade, planned[0]!)) return await endSwitch(upgrade);
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

/** Ends a switch that stopped before the paymaster's turn. */
async function endSwitch(upgrade: Upgrade): Promise<void> {
  const { addresses } = upgrade.record;
  const call = await sponsoringCall(upgrade, addresses);
  if (call === undefined) return;
  console.log(`  The switch has yet to end: ${call.what}, for ${call.owner} to send, the owner.`);
  if (!(await mayDeploy(upgrade, []))) return;
  if (!(await makeOwnerCall(upgrade.wallet, call))) throw awaitsOwner(call);
}

/**
 * Returns the call that has the paymaster pay for what newcomers do with a suite's contracts, while it goes on paying for
 * older ones; undefined if it does, or there is none.
 */
async function sponsoringCall(
  { wallet, record }: Upgrade,
  addresses: SuiteAddresses,
): Promise<OwnerCall | undefined> {
  const { accountPaymaster } = record.addresses;
  if (accountPaymaster === undefined) return undefined;
  const paymaster = SsoPaymaster__factory.connect(accountPaymaster, wallet.provider);
  const calls = sponsoredCalls(addresses);
  const known = await Promise.all(
    calls.map(({ target, selector }) => paymaster.isSponsored(target, selector)),
  );
  if (known.every(Boolean)) return undefined;
  return {
    what: "accountPaymaster.setSponsored",
    owner: await ownerOf(wallet.provider, "accountPaymaster", accountPaymaster),
    to: accountPaymaster,
    data: paymaster.interface.encodeFunctionData("setSponsored", [calls, true]),
  };
}
