import { sharesOf, type Shares } from "./areas";
import { programs, withNode, type NodeProcess } from "./node-process";
import type { BenchOptions } from "./options";
import { sendQueues } from "./send";
import { warmUp } from "./transfers";

/** What a transfer takes of the processor. */
export interface TransferProfile {
  /** Milliseconds of all threads for a transfer. */
  readonly cpuMs: { readonly localEra: number; readonly hardhat: number };
  /** Parts of local-era's main thread. */
  readonly shares: Shares;
}

/** Measures what a transfer takes of the processor, as other programs do not change that much; and where it goes. */
export async function measureProfile({ transfers }: BenchOptions): Promise<TransferProfile> {
  const cpuMs = {
    localEra: await withNode(programs.localEra, (node) => cpuOfTransfer(node, transfers)),
    hardhat: await withNode(programs.hardhat, (node) => cpuOfTransfer(node, transfers)),
  };
  const shares = await withNode(programs.localEra, async (node) => {
    const { queues } = await warmUp(node.url, transfers);
    return sharesOf(await node.profile(() => sendQueues(node.url, queues)));
  });
  return { cpuMs, shares };
}

async function cpuOfTransfer(node: NodeProcess, transfers: number): Promise<number> {
  const { queues } = await warmUp(node.url, transfers);
  const before = await node.cpuMs();
  await sendQueues(node.url, queues);
  return ((await node.cpuMs()) - before) / queues.flat().length;
}

/** Formats a profile as a Markdown table and a sentence. */
export function formatProfile({ cpuMs, shares }: TransferProfile): string {
  const rows = Object.entries(shares).map(([area, share]) => `| ${area} | ${(share * 100).toFixed(1)} % |`);
  const ratio = (cpuMs.localEra / cpuMs.hardhat).toFixed(2);
  return [
    "| a transfer's time goes to | share |",
    "| --- | ---: |",
    ...rows,
    "",
    `A transfer takes ${cpuMs.localEra.toFixed(2)} ms of the processor, ${ratio} × the ${cpuMs.hardhat.toFixed(2)} ms of Hardhat's node.`,
  ].join("\n");
}
