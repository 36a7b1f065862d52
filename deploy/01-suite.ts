import { hexlify } from "ethers";
import type { HardhatRuntimeEnvironment } from "hardhat/types";
import { utils } from "zksync-ethers";
import { addressesPath, readAddresses, writeAddresses } from "../scripts/suite/addresses-file";
import { deployPluginDeployer } from "../scripts/suite/deploy-plugin-deployer";
import { deploySuite } from "../scripts/suite/deploy-suite";
import { timestampAsserter } from "../scripts/suite/timestamp-asserter";
import { assertWiring, missingContracts } from "../scripts/suite/wiring";

/**
 * Deploys modules, account, beacon and factory, checks how they point at each other, and records their addresses in
 * `deployments/<chainId>.json`. The deploying wallet owns the beacon, which names the release that new accounts begin
 * with. Running it again deploys only what is missing or has changed.
 */
export default async function deploy(hre: HardhatRuntimeEnvironment): Promise<void> {
  const wallet = await hre.deployer.getWallet();
  const { chainId } = await wallet.provider.getNetwork();
  const path = addressesPath(hre.config.paths.root, chainId);
  const deployer = deployPluginDeployer(hre);

  const recorded = await readAddresses(path);
  const gone = recorded && (await missingContracts(wallet.provider, recorded));
  const suite = await deploySuite(deployer, {
    beaconOwner: wallet.address,
    timestampAsserter: await timestampAsserter(wallet.provider),
  });

  const missing = await missingContracts(wallet.provider, suite);
  if (missing.length > 0) throw new Error(`not on chain ${chainId} after deploying: ${missing.join(", ")}`);
  await assertWiring(
    wallet.provider,
    suite,
    hexlify(utils.hashBytecode(await deployer.bytecode("AccountProxy"))),
  );
  await writeAddresses(path, { ...recorded, ...suite });
  for (const [name, address] of Object.entries(suite)) {
    const wasThere = recorded?.[name as keyof typeof suite] === address && !gone?.includes(name);
    console.log(`  ${name.padEnd(22)} ${address}${wasThere ? "  (was there)" : ""}`);
  }
}

deploy.tags = ["suite"];
