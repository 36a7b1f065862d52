import hre from "hardhat";
import { median } from "./median";
import { programs, withNode } from "./node-process";
import type { BenchOptions } from "./options";
import { type BenchResult } from "./result";
import { measureSessions } from "./session-transactions";
import { measureSnapshots } from "./snapshots";
import { measureMemory, measureTransfers } from "./transfers";

const MIB = 2 ** 20;

/** Measures everything, one after the other; the nodes take turns in each round of transfers. */
export async function measure(options: BenchOptions): Promise<BenchResult> {
  const { rounds, transfers, sessionTransactions, memoryTransactions, stateSlots } = options;
  await hre.run("compile", { quiet: true });
  const startMs = median(
    await repeat(rounds, () => withNode(programs.localEra, (node) => Promise.resolve(node.startMs))),
  );
  const rates = await repeat(rounds, async () => ({
    localEra: await measureTransfers(programs.localEra, transfers),
    hardhat: await measureTransfers(programs.hardhat, transfers),
    anvil: await measureTransfers(programs.anvil, transfers),
  }));
  const sessionRates = await withNode(programs.localEra, ({ url }) =>
    measureSessions(url, rounds, sessionTransactions),
  );
  const snapshots = await withNode(programs.localEra, ({ url }) => measureSnapshots(url, stateSlots));
  const growth = await withNode(programs.localEra, (node) => measureMemory(node, memoryTransactions));
  return {
    startMs: rounded(startMs),
    transfersPerSecond: {
      localEra: rounded(median(rates.map(({ localEra }) => localEra))),
      hardhat: rounded(median(rates.map(({ hardhat }) => hardhat))),
      anvil: rounded(median(rates.map(({ anvil }) => anvil))),
    },
    sessionTransactionsPerSecond: rounded(median(sessionRates)),
    memoryGrowthMiB: rounded(growth / MIB),
    snapshotMs: { fresh: rounded(snapshots.fresh), large: rounded(snapshots.large) },
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
