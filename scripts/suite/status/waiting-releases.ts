import type { HardhatRuntimeEnvironment } from "hardhat/types";
import type { Provider } from "zksync-ethers";
import { codeHashAt } from "../code-on-chain";
import { create2Deployment } from "../create2";
import type { DeploymentRecord } from "../deployment-record";
import { suiteContract, type SuiteKey } from "../suite-contracts";

/** A contract that is on the chain, newer than the one in use under its key, which nothing names yet. */
export interface WaitingRelease {
  readonly key: SuiteKey;
  readonly address: string;
  /** When it was recorded, as an ISO 8601 date; undefined if another checkout deployed it, and it is in this one's build. */
  readonly recordedAt: string | undefined;
}

/**
 * Lists what was deployed after what is in use, as the record knows it, and this checkout's account, whose address its code
 * alone decides.
 *
 * @param compare whether this checkout's build can be on the chain
 */
export async function waitingReleases(
  hre: HardhatRuntimeEnvironment,
  provider: Provider,
  record: DeploymentRecord,
  compare: boolean,
): Promise<WaitingRelease[]> {
  const known = [...newerThanInUse(record), ...(compare ? await builtAccount(hre, record) : [])];
  const waiting = known.map(async ({ key, address, bytecodeHash, recordedAt }) =>
    // A node in memory that has started anew has lost what its history names.
    (await codeHashAt(provider, address)) === bytecodeHash ? [{ key, address, recordedAt }] : [],
  );
  return (await Promise.all(waiting)).flat();
}

interface Known extends WaitingRelease {
  readonly bytecodeHash: string;
}

function newerThanInUse({ addresses, history }: DeploymentRecord): readonly Known[] {
  return history.filter(({ key, address }, i) => {
    const inUse = history.findLastIndex((entry) => entry.key === key && entry.address === addresses[key]);
    return inUse !== -1 && i > inUse && address !== addresses[key];
  });
}

async function builtAccount(
  hre: HardhatRuntimeEnvironment,
  { addresses, history }: DeploymentRecord,
): Promise<readonly Known[]> {
  const { key, contract } = suiteContract("accountImplementation");
  const { address, bytecodeHash } = await create2Deployment(hre, contract, []);
  const isKnown = address === addresses[key] || history.some((entry) => entry.address === address);
  return isKnown ? [] : [{ key, address, bytecodeHash, recordedAt: undefined }];
}
