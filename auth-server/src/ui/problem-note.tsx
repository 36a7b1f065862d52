import { addressesInGroups } from "../words/address.ts";
import type { Problem } from "../words/problem.ts";

/** Says what went wrong, and what to do about it. */
export function ProblemNote({ problem }: { readonly problem: Problem }) {
  return (
    <div className="problem appear" role="alert">
      <strong>{addressesInGroups(problem.what)}</strong> {addressesInGroups(problem.remedy)}
    </div>
  );
}
