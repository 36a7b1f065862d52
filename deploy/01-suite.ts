import type { HardhatRuntimeEnvironment } from "hardhat/types";
import { deployPlanned } from "../scripts/suite/carry-out";
import { bytecodeHashOf } from "../scripts/suite/create2";
import { currentDeployment } from "../scripts/suite/current-deployment";
import { changeRecord } from "../scripts/suite/deployment-record";
import { addressesOf } from "../scripts/suite/plan";
import { SUITE_CONTRACTS, type SuiteKey } from "../scripts/suite/suite-contracts";
import { assertWiring } from "../scripts/suite/wiring";

const KEYS: readonly SuiteKey[] = SUITE_CONTRACTS.map(({ key }) => key).filter(
  (key) => key !== "accountPaymaster",
);

/**
 * Deploys what is missing of modules, account, beacon and factory, checks how they point at each other, and records them in
 * `deployments/<chainId>.json`. What is recorded stays as it is, whatever its code: `npm run upgrade` changes that.
 */
export default async function deploy(hre: HardhatRuntimeEnvironment): Promise<void> {
  const deployment = await currentDeployment(hre);
  if (deployment === undefined) return;
  const { planned, path, wallet, inMemory } = deployment;
  const history = await deployPlanned(deployment, KEYS);
  const { accountPaymaster, ...suite } = addressesOf(planned);
  const created = planned.find(({ key }) => key === "accountFactory")!;
  const proxyHash = created.state === "recorded" ? undefined : await bytecodeHashOf(hre, "AccountProxy");
  await assertWiring(wallet.provider, suite, proxyHash);
  const paymaster = planned.find(({ key }) => key === "accountPaymaster")!;
  const addresses = paymaster.state === "missing" ? suite : { ...suite, accountPaymaster };
  const changed = planned.filter(({ key, state }) => KEYS.includes(key) && state !== "recorded");
  await changeRecord(path, addressesOf(changed), { addresses, history, inMemory });
}

deploy.tags = ["suite"];
