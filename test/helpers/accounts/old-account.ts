import { hexlify } from "ethers";
import { utils } from "zksync-ethers";
import { AAFactory__factory } from "../../../typechain-types";
import type { AccountStage } from "./account-fixture";
import { walletDeployer } from "./suite";

/**
 * Returns the stage with a factory of the old kind, whose accounts always follow the beacon, through the
 * original proxy.
 */
export async function oldStage(stage: AccountStage): Promise<AccountStage> {
  const contracts = walletDeployer(stage.deployer);
  const { beacon, passkey, session } = stage.suite.addresses;
  const proxy = await contracts.bytecode("BeaconFollowingProxy");
  const hash = hexlify(utils.hashBytecode(proxy));
  const accountFactory = await contracts.deploy("AAFactory", [hash, beacon, passkey, session], [proxy]);
  return {
    ...stage,
    suite: {
      ...stage.suite,
      addresses: { ...stage.suite.addresses, accountFactory },
      factory: AAFactory__factory.connect(accountFactory, stage.deployer),
    },
  };
}
