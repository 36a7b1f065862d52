import { asksForHelp, parseCommandLine } from "./command-line";
import type { ClientCosts } from "./bench/session-client-costs";

const USAGE = `npm run bench:sdk -- [--json]

What one session transaction takes until its hash is known, with this SDK's client and with the published one
(zksync-sso 0.4.1), against a separate node that is 50 ms away: rounds (concurrent requests belong to one round),
requests, and milliseconds.

  --json   as one line: { "ours": { "rounds", "requests", "ms" }, "published": { … } }`;

/** In milliseconds. */
const LATENCY = 50;
const TRANSACTIONS = 5;

async function main(argv: readonly string[]): Promise<void> {
  if (asksForHelp(argv)) return console.log(USAGE);
  const { json } = parseCommandLine(argv, USAGE, { json: { type: "boolean" } });
  // The chain and both clients take a while to load.
  const { measureClientCosts } = await import("./bench/session-client-costs.js");
  const costs = await measureClientCosts({ latency: LATENCY, count: TRANSACTIONS });
  console.log(json ? JSON.stringify(costs) : table(costs));
}

function table({ ours, published }: ClientCosts): string {
  const row = (name: string, ...cells: (string | number)[]) =>
    name.padEnd(12) + cells.map((cell) => String(cell).padStart(10)).join("");
  return [
    `One session transaction, the node ${LATENCY} ms away`,
    row("", "rounds", "requests", "ms"),
    row("ours", ours.rounds, ours.requests, ours.ms),
    row("published", published.rounds, published.requests, published.ms),
  ].join("\n");
}

main(process.argv.slice(2)).then(
  () => process.exit(0),
  (error: unknown) => {
    console.error(`\n${error instanceof Error ? error.message : String(error)}`);
    process.exit(1);
  },
);
