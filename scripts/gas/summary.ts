import { FLOWS, type Flow, type GasReport } from "./report";

/** The report as one flat object: gas by flow, the code's bytes, and slots written by flow. */
export type GasSummary = Readonly<Record<Flow, number>> & {
  readonly accountCodeBytes: number;
  readonly slotsWritten: Readonly<Record<Flow, number>>;
};

/** What `npm run gas -- --json` prints and gas-snapshot.json holds. */
export function summarize({ flows, accountCodeBytes }: GasReport): GasSummary {
  return {
    ...byFlow((flow) => flows[flow].gas),
    accountCodeBytes,
    slotsWritten: byFlow((flow) => flows[flow].slotsWritten),
  };
}

/** Everything that got worse than the snapshot: gas and code by more than 1 %, slots written by any. */
export function regressions(now: GasSummary, before: GasSummary): string[] {
  const measures = [...FLOWS, "accountCodeBytes"] as const;
  return [
    ...measures
      .filter((name) => now[name] > before[name] * (1 + TOLERANCE))
      .map((name) => `${name}: ${now[name]}, was ${before[name]}`),
    ...FLOWS.filter((flow) => now.slotsWritten[flow] > before.slotsWritten[flow]).map(
      (flow) => `${flow} writes ${now.slotsWritten[flow]} slots instead of ${before.slotsWritten[flow]}`,
    ),
  ];
}

const TOLERANCE = 0.01;

function byFlow(read: (flow: Flow) => number): Record<Flow, number> {
  return Object.fromEntries(FLOWS.map((flow) => [flow, read(flow)])) as Record<Flow, number>;
}
