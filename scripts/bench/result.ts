import type { SnapshotTimes } from "./snapshots";

/** What `npm run bench:node` measures. */
export interface BenchResult {
  /** From starting local-era's program to its first answer, in milliseconds. */
  readonly startMs: number;
  readonly transfersPerSecond: {
    readonly localEra: number;
    readonly hardhat: number;
    readonly anvil: number;
  };
  /** On local-era. */
  readonly sessionTransactionsPerSecond: number;
  /** What local-era's heap grew by after warm-up, garbage collected, in MiB. */
  readonly memoryGrowthMiB: number;
  /** Taking a snapshot on local-era and going back to it, in milliseconds, in a fresh state and a large one. */
  readonly snapshotMs: SnapshotTimes;
}

/** The result as a Markdown table, rates also as a ratio to Hardhat's node. */
export function formatTable(result: BenchResult): string {
  const { localEra, hardhat, anvil } = result.transfersPerSecond;
  const ratio = (rate: number) => `${(rate / hardhat).toFixed(2)} × Hardhat's node`;
  const rows = [
    ["measured", "result", "ratio"],
    ["---", "---:", "---:"],
    ["start of local-era to its first answer", `${result.startMs.toFixed(0)} ms`, ""],
    ["transfers, local-era", perSecond(localEra), ratio(localEra)],
    ["transfers, Hardhat's node", perSecond(hardhat), ratio(hardhat)],
    ["transfers, anvil", perSecond(anvil), ratio(anvil)],
    [
      "session transactions, local-era",
      perSecond(result.sessionTransactionsPerSecond),
      `${(result.sessionTransactionsPerSecond / localEra).toFixed(2)} × its transfers`,
    ],
    ["heap growth of local-era after warm-up", `${result.memoryGrowthMiB.toFixed(1)} MiB`, ""],
    ["snapshot and revert, fresh state", `${result.snapshotMs.fresh.toFixed(1)} ms`, ""],
    ["snapshot and revert, large state", `${result.snapshotMs.large.toFixed(1)} ms`, ""],
  ];
  return rows.map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}

function perSecond(rate: number): string {
  return `${rate.toFixed(0)} / s`;
}
