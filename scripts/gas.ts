import { asksForHelp, parseCommandLine } from "./command-line";
import { overGoals } from "./gas/goals";
import { readSnapshot, writeSnapshot } from "./gas/snapshot";
import { regressions, summarize } from "./gas/summary";
import { formatTable } from "./gas/table";
import { chooseLocalNetwork } from "./toolchain/local-network";

const USAGE = `npm run gas -- [--json] [--update]

  Measures what the account costs (EVM gas, from cold state) and compares it with gas-snapshot.json.
  Exit code 1 if anything got worse by more than 1 %, writes more slots, or costs more than its goal.

  --json    print one JSON object instead of the table
  --update  write the figures to gas-snapshot.json instead of comparing them`;

/** `npm run gas`: see USAGE. The network is chosen before Hardhat is loaded, because Hardhat reads it then. */
async function main(argv: readonly string[]): Promise<number> {
  if (asksForHelp(argv)) {
    console.log(USAGE);
    return 0;
  }
  const values = parseCommandLine(argv, USAGE, { json: { type: "boolean" }, update: { type: "boolean" } });
  chooseLocalNetwork();
  const { runGas } = await import("./gas/run.js");
  const report = await runGas();
  const summary = summarize(report);
  const snapshot = readSnapshot();
  console.log(values.json ? JSON.stringify(summary) : formatTable(report, snapshot));
  if (values.update) {
    writeSnapshot(summary);
    return 0;
  }
  if (snapshot === undefined) throw new Error("there is no gas-snapshot.json yet: run with --update");
  const worse = [...regressions(summary, snapshot), ...overGoals(summary)];
  for (const line of worse) console.error(line);
  return worse.length === 0 ? 0 : 1;
}

main(process.argv.slice(2)).then(
  (code) => process.exit(code),
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  },
);
