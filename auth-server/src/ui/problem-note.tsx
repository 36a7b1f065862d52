import type { Problem } from "../words/problem.ts";

/** Says what went wrong, and what to do about it. */
export function ProblemNote({ problem }: { readonly problem: Problem }) {
  return (
    <div className="problem appear" role="alert">
      <strong>{problem.what}</strong> {problem.remedy}
    </div>
  );
}
