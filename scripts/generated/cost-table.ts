import { readFileSync } from "node:fs";
import { GOALS } from "../gas/goals";
import { FLOWS, type Flow, type ValidationFlow } from "../gas/report";
import { readSnapshot } from "../gas/snapshot";
import type { GasSummary } from "../gas/summary";
import { code, markdownPage, table } from "../reference/markdown";
import { projectPath } from "../toolchain/toolchain";
import type { Generated } from "./generated";

const PAGE = "docs/costs.md";
const PLACE = /(<!-- gas-snapshot\.json -->\n).*?(<!-- end -->)/s;

const MEANINGS: Readonly<Record<Flow, string>> = {
  initialize: "a new account gets a passkey, a session and an owner",
  validateOwner: "a transaction that an owner signed is validated",
  validatePasskey: "one that a passkey signed",
  validateSessionTransferFirst: "one of a session: a transfer, its limit's first use",
  validateSessionTransferNext: "the same, used before",
  validateSessionCallFirst: "one of a session: a token's transfer, with two constraints",
  validateSessionCallNext: "the same, used before",
  validateSessionBatch: "one of a session: two calls and a transfer",
  executeTransfer: "a transfer is made",
  executeFromOutside: "a transfer that somebody else brings, validation included",
};

/** The page on costs, whose table is the committed figures. */
export const costTable: Generated = {
  from: "gas-snapshot.json",
  present: () => [PAGE],
  make: async () => {
    const snapshot = readSnapshot();
    if (snapshot === undefined) throw new Error("there are no figures yet: npm run gas -- --update");
    const page = withTable(readFileSync(projectPath(PAGE), "utf8"), snapshot);
    return new Map([[PAGE, await markdownPage(PAGE, [page])]]);
  },
};

/**
 * Returns the page with the table of these figures in its place.
 *
 * @throws Error if the page has no place for it
 */
export function withTable(page: string, snapshot: GasSummary): string {
  if (!PLACE.test(page)) throw new Error(`${PAGE} has no place for the table, between its two comments`);
  const headings = ["step", "what happens", "gas", "goal", "slots", "pubdata", "Era's prices"];
  const [figures] = table(
    headings,
    FLOWS.map((flow) => row(flow, snapshot)),
  );
  const size = `The account's code has ${thousands(snapshot.accountCodeBytes)} bytes; ${thousands(GOALS.accountCodeBytes)} is the most.`;
  return page.replace(
    PLACE,
    (_, before: string, after: string) => `${before}\n${figures}\n\n${size}\n\n${after}`,
  );
}

function row(flow: Flow, { [flow]: gas, slotsWritten, pubdata, validationErgs }: GasSummary): string[] {
  const prices = flow in validationErgs ? thousands(validationErgs[flow as ValidationFlow]) : "";
  const numbers = [gas, GOALS[flow], slotsWritten[flow], pubdata[flow]].map(thousands);
  return [code(flow), MEANINGS[flow], ...numbers, prices];
}

function thousands(figure: number): string {
  return figure.toLocaleString("en-US");
}
