import { runQueue } from "../run-queue";
import type { Fate } from "./messages";
import type { Mutant } from "./mutant";
import type { Results } from "./results";
import type { Labourer } from "./worker-process";

/** What to try, and by whom. */
export interface CampaignRequest {
  readonly mutants: readonly Mutant[];
  readonly results: Results;
  readonly labourers: readonly Labourer[];
  readonly fateOf: (mutant: Mutant, labourer: Labourer) => Promise<Fate>;
  readonly say: (text: string) => void;
}

/** A mutant and what became of it. */
export interface Judged {
  readonly mutant: Mutant;
  readonly fate: Fate;
}

/** Tries all mutants whose fate is not known yet, and keeps each as soon as it is. */
export async function tryAll({
  mutants,
  results,
  labourers,
  fateOf,
  say,
}: CampaignRequest): Promise<Judged[]> {
  const open = mutants.filter(({ id }) => results.get(id) === undefined);
  const free = [...labourers];
  let done = 0;
  await runQueue(open, labourers.length, async (mutant) => {
    const labourer = free.pop()!;
    const begun = performance.now();
    const fate = await fateOf(mutant, labourer);
    free.push(labourer);
    results.add(mutant.id, fate);
    const seconds = ((performance.now() - begun) / 1000).toFixed(1);
    say(`${++done} of ${open.length}, ${seconds} s: ${describe({ mutant, fate })}`);
  });
  return mutants.map((mutant) => ({ mutant, fate: results.get(mutant.id)! }));
}

function describe({ mutant, fate }: Judged): string {
  const { file, line, place, before, after } = mutant;
  const by = fate.outcome === "killed" ? ` by ${fate.test}` : "";
  return `${fate.outcome}${by}  ${file}:${line} ${place}: ${before} → ${after}`;
}
