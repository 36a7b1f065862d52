import {
  FLOWS,
  PRICE_KINDS,
  VALIDATION_FLOWS,
  type Flow,
  type GasReport,
  type ValidationFlow,
} from "./report";

/** The report as one flat object: gas by flow, the code's bytes, and by flow what else counts on Era. */
export type GasSummary = Readonly<Record<Flow, number>> & {
  readonly accountCodeBytes: number;
  readonly slotsWritten: Readonly<Record<Flow, number>>;
  /** Bytes of pubdata published on L1. */
  readonly pubdata: Readonly<Record<Flow, number>>;
  /** Validating and paying, in Era's prices. */
  readonly validationErgs: Readonly<Record<ValidationFlow, number>>;
};

/** What `npm run gas -- --json` prints and gas-snapshot.json holds. */
export function summarize({ flows, validations, accountCodeBytes }: GasReport): GasSummary {
  return {
    ...byName(FLOWS, (flow) => flows[flow].gas),
    accountCodeBytes,
    slotsWritten: byName(FLOWS, (flow) => flows[flow].slotsWritten),
    pubdata: byName(FLOWS, (flow) => flows[flow].pubdata),
    validationErgs: byName(VALIDATION_FLOWS, (flow) =>
      PRICE_KINDS.reduce((sum, kind) => sum + validations[flow][kind], 0),
    ),
  };
}

/** Reports everything that got worse than the snapshot: by more than 1 %, or by any slot written. */
export function regressions(now: GasSummary, before: GasSummary): string[] {
  const measures = [...FLOWS, "accountCodeBytes"] as const;
  return [
    ...measures
      .filter((name) => isWorse(now[name], before[name]))
      .map((name) => `${name}: ${now[name]}, was ${before[name]}`),
    ...FLOWS.filter((flow) => now.slotsWritten[flow] > before.slotsWritten[flow]).map(
      (flow) => `${flow} writes ${now.slotsWritten[flow]} slots instead of ${before.slotsWritten[flow]}`,
    ),
    ...FLOWS.filter((flow) => isWorse(now.pubdata[flow], before.pubdata[flow])).map(
      (flow) => `${flow} publishes ${now.pubdata[flow]} bytes instead of ${before.pubdata[flow]}`,
    ),
    ...VALIDATION_FLOWS.filter((flow) => isWorse(now.validationErgs[flow], before.validationErgs[flow])).map(
      (flow) =>
        `${flow} and paying: ${now.validationErgs[flow]} in Era's prices, was ${before.validationErgs[flow]}`,
    ),
  ];
}

function isWorse(now: number, before: number): boolean {
  return now > before * (1 + TOLERANCE);
}

const TOLERANCE = 0.01;

function byName<K extends string>(names: readonly K[], read: (name: K) => number): Record<K, number> {
  return Object.fromEntries(names.map((name) => [name, read(name)])) as Record<K, number>;
}
