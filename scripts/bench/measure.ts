import hre from "hardhat";
import { median } from "./median";
import { programs, withNode, type NodeProgram } from "./node-process";
import type { BenchOptions } from "./options";
import type { BenchResult, OfEachNode } from "./result";
import { measureSessions } from "./session-transactions";
import { measureSnapshots } from "./snapshots";
import { measureMemory, measureTransfers } from "./transfers";

const MIB = 2 ** 20;

/** Measures everything, one after the other; the nodes take turns in each round of transfers. */
export async function measure(options: BenchOptions): Promise<BenchResult> {
  const { rounds, transfers, sessionTransactions, memoryTransactions, stateSlots } = options;
  await hre.run("compile", { quiet: true });
  const starts = await repeat(rounds, () =>
    ofEach((program) => withNode(program, (node) => Promise.resolve(node.startMs))),
  );
  const rates = await repeat(rounds, () => ofEach((program) => measureTransfers(program, transfers)));
  const sessionRates = await withNode(programs.localEra, ({ url }) =>
    measureSessions(url, rounds, sessionTransactions),
  );
  const snapshots = await withNode(programs.localEra, ({ url }) => measureSnapshots(url, stateSlots));
  const growth = await withNode(programs.localEra, (node) => measureMemory(node, memoryTransactions));
  return {
    startMs: medians(starts),
    transfersPerSecond: medians(rates.map((round) => mapEach(round, ({ warm }) => warm))),
    firstTransfersPerSecond: medians(rates.map((round) => mapEach(round, ({ first }) => first))),
    sessionTransactionsPerSecond: rounded(median(sessionRates)),
    memoryGrowthMiB: rounded(growth / MIB),
    snapshotMs: rounded(snapshots.large),
    freshSnapshotMs: rounded(snapshots.fresh),
  };
}

/** Measures one program after the other. */
async function ofEach<T>(task: (program: NodeProgram) => Promise<T>): Promise<OfEachNode<T>> {
  return {
    localEra: await task(programs.localEra),
    hardhat: await task(programs.hardhat),
    anvil: await task(programs.anvil),
  };
}

function mapEach<T, U>({ localEra, hardhat, anvil }: OfEachNode<T>, map: (value: T) => U): OfEachNode<U> {
  return { localEra: map(localEra), hardhat: map(hardhat), anvil: map(anvil) };
}

function medians(rounds: readonly OfEachNode[]): OfEachNode {
  return {
    localEra: rounded(median(rounds.map(({ localEra }) => localEra))),
    hardhat: rounded(median(rounds.map(({ hardhat }) => hardhat))),
    anvil: rounded(median(rounds.map(({ anvil }) => anvil))),
  };
}

async function repeat<T>(times: number, task: () => Promise<T>): Promise<T[]> {
  const results: T[] = [];
  for (let i = 0; i < times; i++) results.push(await task());
  return results;
}

function rounded(value: number): number {
  return Math.round(value * 10) / 10;
}
