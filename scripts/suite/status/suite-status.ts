import type { HardhatRuntimeEnvironment } from "hardhat/types";
import { Provider } from "zksync-ethers";
import { ERC7579Account__factory } from "../../../typechain-types";
import { hasBuiltCode } from "../built-code";
import { assertArtifactsFresh } from "../checks/artifacts";
import { checkedChainId } from "../checks/chain-id";
import { nodeUrl } from "../checks/node-url";
import { assertToolchainFits } from "../checks/toolchain";
import { codeHashAt } from "../code-on-chain";
import { recordPath, type DeploymentRecord } from "../deployment-record";
import { nodeKind } from "../node-kind";
import { noSuite, recordedSuite } from "../recorded-suite";
import { SUITE_CONTRACTS, type SuiteContract, type SuiteKey } from "../suite-contracts";
import { assertWiring } from "../wiring";
import { beaconStatus, type BeaconStatus } from "./beacon-status";
import { paymasterStatus, type PaymasterStatus } from "./paymaster-status";
import { waitingReleases, type WaitingRelease } from "./waiting-releases";

/** A contract of a suite on a chain. */
export interface ContractStatus {
  readonly key: SuiteKey;
  readonly contract: string;
  readonly address: string;
  /** The versioned hash of its bytecode. */
  readonly bytecodeHash: string;
  /** Whether that is this checkout's build; undefined if the build cannot be compared. */
  readonly isThisBuild: boolean | undefined;
  /** How many were deployed under this key so far. */
  readonly deployed: number;
}

/** A chain's suite as it is. Amounts are wei, as decimal texts. */
export interface SuiteStatus {
  readonly network: string;
  readonly chainId: string;
  readonly contracts: readonly ContractStatus[];
  /** The account release that new accounts start with, as its `accountId` says. */
  readonly accountRelease: string;
  readonly beacon: BeaconStatus;
  readonly paymaster: PaymasterStatus | undefined;
  /** What is on the chain for the suite, and not in use yet. */
  readonly waiting: readonly WaitingRelease[];
  /** Which recorded contract is another than the suite's contracts name, which keeps deployments and upgrades from it. */
  readonly mismatch: string | undefined;
  /** Why the code was not compared with this checkout's build; undefined if it was. */
  readonly notCompared: string | undefined;
}

/**
 * Reads a chain's suite; needs no key.
 *
 * @throws Error if none is recorded, or the record does not hold on the chain
 */
export async function suiteStatus(hre: HardhatRuntimeEnvironment): Promise<SuiteStatus> {
  const url = nodeUrl(hre.network);
  const chainId = await checkedChainId(hre.network);
  const provider = new Provider(url);
  const path = recordPath(hre.config.paths.root, chainId);
  const recorded = await recordedSuite(provider, path);
  const { addresses, ...rest } = recorded;
  if (addresses === undefined) throw new Error(noSuite(recorded, path, hre.network.name));
  const notCompared = await reasonNotToCompare(hre, provider);
  const present = SUITE_CONTRACTS.filter(({ key }) => addresses[key] !== undefined);
  const record = { addresses, ...rest };
  return {
    network: hre.network.name,
    chainId: String(chainId),
    contracts: await Promise.all(
      present.map((contract) => contractStatus(hre, provider, contract, record, notCompared === undefined)),
    ),
    accountRelease: await ERC7579Account__factory.connect(
      addresses.accountImplementation,
      provider,
    ).accountId(),
    beacon: await beaconStatus(provider, addresses.beacon),
    paymaster: await paymasterStatus(provider, addresses),
    waiting: await waitingReleases(hre, provider, record, notCompared === undefined),
    mismatch: await assertWiring(provider, addresses).then(
      () => undefined,
      (error: Error) => error.message,
    ),
    notCompared,
  };
}

async function contractStatus(
  hre: HardhatRuntimeEnvironment,
  provider: Provider,
  suiteContract: SuiteContract,
  { addresses, history }: DeploymentRecord,
  compare: boolean,
): Promise<ContractStatus> {
  const { key, contract } = suiteContract;
  const address = addresses[key]!;
  const bytecodeHash = (await codeHashAt(provider, address))!;
  const place = { address, codeHash: bytecodeHash };
  const isThisBuild = compare ? await hasBuiltCode(hre, provider, suiteContract, place) : undefined;
  const deployed = history.filter((entry) => entry.key === key).length;
  return { key, contract, address, bytecodeHash, deployed, isThisBuild };
}

async function reasonNotToCompare(
  hre: HardhatRuntimeEnvironment,
  provider: Provider,
): Promise<string | undefined> {
  try {
    const contracts = SUITE_CONTRACTS.map(({ contract }) => contract);
    await assertArtifactsFresh(hre, contracts);
    assertToolchainFits(
      (await hre.artifacts.readArtifact("AccountProxy")).bytecode,
      await nodeKind(provider),
    );
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
}
