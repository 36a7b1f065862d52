import type { ReactNode } from "react";
import { Busy } from "./busy.tsx";
import { Button } from "./buttons.tsx";
import { ProblemNote } from "./problem-note.tsx";
import type { Reading } from "./use-reading.ts";

interface ShownProps<value> {
  readonly reading: Reading<value>;
  readonly children: (value: value) => ReactNode;
}

/** Shows what was read; until then what is waited for, or what went wrong and how to try again. */
export function Shown<value>({ reading, children }: ShownProps<value>) {
  const { value, problem, progress, reload } = reading;
  return (
    <>
      {problem && (
        <div className="failed">
          <ProblemNote problem={problem} />
          <Button onPress={reload}>Try again</Button>
        </div>
      )}
      {value === undefined
        ? !problem && <Busy>{progress ?? "Reading what the chain knows…"}</Busy>
        : children(value)}
    </>
  );
}
