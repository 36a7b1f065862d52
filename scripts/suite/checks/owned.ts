import type { HardhatRuntimeEnvironment } from "hardhat/types";
import { recordPath } from "../deployment-record";
import { otherOwners } from "../differences";
import { recordedSuite } from "../recorded-suite";
import { checkedChainId } from "./chain-id";

/**
 * Refuses to call a deployment done whose beacon or paymaster belongs to somebody else than the owner it was asked for: a
 * deployment leaves what is recorded to whoever has it, and a script looks at the exit code alone.
 *
 * @throws Error naming the contracts, whose they are, and what to do
 */
export async function assertOwned(hre: HardhatRuntimeEnvironment, owner: string): Promise<void> {
  const { provider } = await hre.deployer.getWallet();
  const path = recordPath(hre.config.paths.root, await checkedChainId(hre.network));
  const { addresses } = await recordedSuite(provider, path);
  const others = addresses === undefined ? [] : await otherOwners(provider, addresses, owner);
  if (others.length > 0) throw new Error(`Not what --owner asks for:\n  ${others.join("\n  ")}`);
}
