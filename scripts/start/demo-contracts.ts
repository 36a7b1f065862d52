import { parseEther } from "ethers";
import type { DemoContracts } from "../sites/serve-sites";
import { fund } from "../../test/helpers/chain/fund";
import { walletDeployer } from "../../test/helpers/accounts/suite";
import type { Stage } from "../walk/stage";
import { FUNDED_ACCOUNT } from "./funded-account";

/** An address whose key nobody has. */
const TIP_JAR = "0x7119000000000000000000000000000000000000";

/** Deploys the example's contracts, beside the existing token. */
export async function deployDemo({ suite, token }: Stage): Promise<DemoContracts> {
  const paymaster = await walletDeployer(suite.deployer).deploy("GeneralPaymaster", []);
  await fund(suite.deployer, paymaster, parseEther("1"));
  return {
    tipJar: TIP_JAR,
    token: await token.getAddress(),
    paymaster,
    faucetKey: FUNDED_ACCOUNT.privateKey,
  };
}
