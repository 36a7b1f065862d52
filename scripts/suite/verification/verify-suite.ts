import type { HardhatRuntimeEnvironment } from "hardhat/types";
import { selectToolchain } from "../../toolchain/toolchain";
import { assertArtifactsFresh } from "../checks/artifacts";
import { checkedChainId } from "../checks/chain-id";
import { nodeUrl } from "../checks/node-url";
import { readRecord, recordPath } from "../deployment-record";
import { SUITE_CONTRACTS } from "../suite-contracts";
import { verifiableContracts, type VerificationRequest } from "./verifiable-contracts";

/** Has a block explorer verify one contract. */
export type Verify = (request: VerificationRequest) => Promise<unknown>;

/**
 * Has the network's block explorer verify whatever was deployed there from this checkout's sources.
 *
 * @param verify asks the explorer, as the plugin's task does
 * @throws Error if there is no explorer, nothing recorded, or the build is the embedded compiler's; and at the end, naming
 *   the contracts that the explorer did not verify
 */
export async function verifySuite(hre: HardhatRuntimeEnvironment, verify: Verify): Promise<void> {
  assertVerifiable(hre);
  await assertArtifactsFresh(
    hre,
    SUITE_CONTRACTS.map(({ contract }) => contract),
  );
  const chainId = await checkedChainId(hre.network);
  const path = recordPath(hre.config.paths.root, chainId);
  const record = await readRecord(path);
  if (record === undefined) throw new Error(`${path} is missing: nothing is recorded to verify.`);
  if (record.history.length === 0) {
    throw new Error(
      `${path} has no history to verify. Run npx hardhat deploy-zksync from a checkout of the release that is deployed: it adds that.`,
    );
  }
  const { requests, otherBuilds } = await verifiableContracts(hre, record.history);
  for (const { contract, address } of otherBuilds) {
    console.log(
      `  ${contract} at ${address} is another build: verify it from the checkout it was built from.`,
    );
  }
  if (requests.length === 0) {
    throw new Error(`Nothing was verified: nothing that ${path} has was built from these sources.`);
  }
  const failed: string[] = [];
  for (const request of requests) {
    console.log(`  ${request.contract} at ${request.address}`);
    await verify(request).catch((error: Error) =>
      failed.push(`${request.contract} at ${request.address}: ${error.message}`),
    );
  }
  if (failed.length > 0) throw new Error(`Not verified; run this again later:\n${failed.join("\n")}`);
}

function assertVerifiable({ network }: HardhatRuntimeEnvironment): void {
  // Hardhat's own network, which nobody means, has none.
  nodeUrl(network);
  if (network.config.verifyURL === undefined) {
    throw new Error(
      `The network ${network.name} has no block explorer to verify contracts (for zkChain, set ZK_CHAIN_VERIFY_URL).`,
    );
  }
  if (selectToolchain(process.env.ERA_TOOLCHAIN) === "embedded") {
    throw new Error(
      "Block explorers compile with zksolc, and the embedded compiler's code is not its: set ERA_TOOLCHAIN=official.",
    );
  }
}
