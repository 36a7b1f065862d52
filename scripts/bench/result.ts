/** A figure of each of the nodes that are compared. */
export interface OfEachNode<T = number> {
  readonly localEra: T;
  readonly hardhat: T;
  readonly anvil: T;
}

/** What `npm run bench:node` measures. */
export interface BenchResult {
  /** From starting the program to its first answer, in milliseconds. */
  readonly startMs: OfEachNode;
  /** Of warm nodes. */
  readonly transfersPerSecond: OfEachNode;
  /** Of nodes that have just started. */
  readonly firstTransfersPerSecond: OfEachNode;
  /** On local-era. */
  readonly sessionTransactionsPerSecond: number;
  /** Growth of local-era's heap after warm-up, garbage collected, in MiB. */
  readonly memoryGrowthMiB: number;
  /** Taking a snapshot on local-era and reverting to it, in milliseconds, in a large state. */
  readonly snapshotMs: number;
  /** The same in a fresh state. */
  readonly freshSnapshotMs: number;
}

/** Names the nodes in the table. */
const NAMES: Readonly<Record<keyof OfEachNode, string>> = {
  localEra: "local-era",
  hardhat: "Hardhat's node",
  anvil: "anvil",
};

/** Formats the result as a Markdown table; starts and rates also as ratios to those of Hardhat's node. */
export function formatTable(result: BenchResult): string {
  const { startMs, transfersPerSecond, firstTransfersPerSecond, sessionTransactionsPerSecond } = result;
  const ofHardhat = (value: number, of: number) => `${(value / of).toFixed(2)} × Hardhat's node`;
  const nodes = Object.keys(NAMES) as (keyof OfEachNode)[];
  const rows = [
    ["measured", "result", "ratio"],
    ["---", "---:", "---:"],
    ...nodes.map((node) => [
      `start to the first answer, ${NAMES[node]}`,
      `${startMs[node].toFixed(0)} ms`,
      ofHardhat(startMs[node], startMs.hardhat),
    ]),
    ...nodes.map((node) => [
      `transfers, ${NAMES[node]}`,
      perSecond(transfersPerSecond[node]),
      ofHardhat(transfersPerSecond[node], transfersPerSecond.hardhat),
    ]),
    ...nodes.map((node) => [
      `the first transfers, ${NAMES[node]}`,
      perSecond(firstTransfersPerSecond[node]),
      ofHardhat(firstTransfersPerSecond[node], firstTransfersPerSecond.hardhat),
    ]),
    [
      "session transactions, local-era",
      perSecond(sessionTransactionsPerSecond),
      `${(sessionTransactionsPerSecond / transfersPerSecond.hardhat).toFixed(2)} × transfers of Hardhat's node`,
    ],
    ["heap growth of local-era after warm-up", `${result.memoryGrowthMiB.toFixed(1)} MiB`, ""],
    ["snapshot and revert, fresh state", `${result.freshSnapshotMs.toFixed(1)} ms`, ""],
    ["snapshot and revert, large state", `${result.snapshotMs.toFixed(1)} ms`, ""],
  ];
  return rows.map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}

function perSecond(rate: number): string {
  return `${rate.toFixed(0)} / s`;
}
