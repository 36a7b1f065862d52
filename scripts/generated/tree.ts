import type { TitledTest } from "../documents/titled-test";

/** A suite, or a test, which has nothing below it. */
interface Branch {
  readonly title: string;
  readonly below: Branch[];
}

/** Draws a contract's tests as a tree of its suites. Suites with the same name are one branch. */
export function drawTree(contract: string, tests: readonly TitledTest[]): string {
  const root: Branch = { title: contract, below: [] };
  for (const { titles } of tests) plant(root, withoutName(contract, titles));
  return [contract, ...lines(root), ""].join("\n");
}

/** The outermost suite names the contract: `Contract`, or `Contract: aspect`. */
function withoutName(contract: string, [outermost = "", ...others]: readonly string[]): readonly string[] {
  if (outermost === contract) return others;
  const heading = `${contract}: `;
  return [outermost.startsWith(heading) ? outermost.slice(heading.length) : outermost, ...others];
}

function plant(branch: Branch, [title = "", ...others]: readonly string[]): void {
  const known =
    others.length > 0 && branch.below.find((each) => each.title === title && each.below.length > 0);
  const next = known || { title, below: [] };
  if (!known) branch.below.push(next);
  if (others.length > 0) plant(next, others);
}

function lines({ below }: Branch): string[] {
  return below.flatMap((branch, i) => {
    const isLast = i === below.length - 1;
    const [fork, stem] = isLast ? ["└── ", "    "] : ["├── ", "│   "];
    return [fork + branch.title, ...lines(branch).map((line) => stem + line)];
  });
}
