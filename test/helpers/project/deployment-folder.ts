import { cp, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import hre from "hardhat";
import {
  readRecord,
  recordPath,
  writeRecord,
  type DeploymentRecord,
} from "../../../scripts/suite/deployment-record";
import { SUITE_CONTRACTS } from "../../../scripts/suite/suite-contracts";
import { localProvider } from "../chain/local-chain";

/** An address without code. */
const NOBODY = "0x00000000000000000000000000000000DeaDBeef";

/** A folder in place of the project's `deployments/`, and what tasks print meanwhile. */
export interface DeploymentFolder {
  /** The record of the tests' chain. */
  readonly path: string;
  /** Lines printed by what ran last. */
  readonly printed: readonly string[];
  /** Runs something, and keeps what it prints. */
  capture<Result>(action: () => Promise<Result>): Promise<Result>;
  /** Runs a task of Hardhat's, and keeps what it prints. */
  run(task: string, args?: Readonly<Record<string, unknown>>): Promise<void>;
  /** Runs a task that has to fail, and returns the error's message. */
  refusal(task: string, args?: Readonly<Record<string, unknown>>): Promise<string>;
  /** Returns what is recorded. */
  record(): Promise<DeploymentRecord>;
  /** Replaces what is recorded, its history too. */
  replaceRecord(record: DeploymentRecord): Promise<void>;
  /** Records a suite that the chain does not have, as after a node in memory has started anew. */
  recordGone(history: DeploymentRecord["history"]): Promise<void>;
}

/**
 * Gives each test of a `describe` a folder for records, and the chain back as it was before the test.
 *
 * @param deployed whether each test begins with the suite deployed and recorded
 */
export function useDeploymentFolder({ deployed = false } = {}): DeploymentFolder {
  const { root } = hre.config.paths;
  const provider = localProvider();
  const snapshot = async (): Promise<unknown> => await provider.send("evm_snapshot", []);
  const printed: string[] = [];
  let common: string;
  let folder: string;
  let atStart: unknown;
  let beforeTest: unknown;

  before(async () => {
    atStart = await snapshot();
    common = await mkdtemp(join(tmpdir(), "deployments-"));
    hre.config.paths.root = common;
    if (deployed) await run("deploy-zksync");
  });
  beforeEach(async () => {
    beforeTest = await snapshot();
    folder = await mkdtemp(join(tmpdir(), "deployments-"));
    await cp(common, folder, { recursive: true });
    hre.config.paths.root = folder;
  });
  afterEach(async () => {
    await provider.send("evm_revert", [beforeTest]);
    await rm(folder, { recursive: true });
  });
  after(async () => {
    await provider.send("evm_revert", [atStart]);
    hre.config.paths.root = root;
    await rm(common, { recursive: true });
  });

  const capture: DeploymentFolder["capture"] = async (action) => {
    const print = console.log;
    printed.length = 0;
    console.log = (text: string) => printed.push(...text.split("\n"));
    try {
      return await action();
    } finally {
      console.log = print;
    }
  };
  const run: DeploymentFolder["run"] = async (task, args = {}) => {
    await capture(() => hre.run(task, args));
  };
  const path = () => recordPath(folder, 260n);
  const replaceRecord: DeploymentFolder["replaceRecord"] = async (record) => {
    await rm(path(), { force: true });
    await writeRecord(path(), record);
  };
  return {
    get path() {
      return path();
    },
    printed,
    capture,
    run,
    refusal: async (task, args) => {
      const outcome = await run(task, args).catch((error: Error) => error);
      if (outcome instanceof Error) return outcome.message;
      throw new Error(`${task} refused nothing`);
    },
    record: async () => (await readRecord(path()))!,
    replaceRecord,
    recordGone: (history) => {
      const addresses = Object.fromEntries(SUITE_CONTRACTS.map(({ key }) => [key, NOBODY])) as never;
      return replaceRecord({ addresses, history, inMemory: true });
    },
  };
}
