import { addressesInGroups } from "../words/address.ts";
import type { Problem } from "../words/problem.ts";
import { visibleText } from "../words/visible-text.ts";

/** Says what went wrong, and what to do about it. */
export function ProblemNote({ problem }: { readonly problem: Problem }) {
  const shown = (text: string): string => addressesInGroups(visibleText(text));
  return (
    <div className="problem appear" role="alert">
      <strong>{shown(problem.what)}</strong> {shown(problem.remedy)}
    </div>
  );
}
