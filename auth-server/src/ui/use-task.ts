import { useCallback, useRef, useState } from "react";
import { problemOf, type Problem } from "../words/problem.ts";

/** Something that takes its time: what it is at, and what went wrong the last time. */
export interface Task {
  /** What is waited for. */
  readonly busy: string | undefined;
  readonly problem: Problem | undefined;
  /** Starts something, unless something is going on; `say` tells what is waited for next. */
  readonly run: (what: string, start: (say: (what: string) => void) => Promise<void>) => void;
}

/** How many tasks of the page are going on. */
let running = 0;

/** Returns whether something is going on that the person has started, and cannot take back. */
export function isTaskRunning(): boolean {
  return running > 0;
}

/** Follows something that takes its time, one at a time. After a failure it can be started again. */
export function useTask(): Task {
  const [busy, setBusy] = useState<string>();
  const [problem, setProblem] = useState<Problem>();
  const isRunning = useRef(false);
  const run = useCallback<Task["run"]>((what, start) => {
    if (isRunning.current) return;
    isRunning.current = true;
    running++;
    setBusy(what);
    setProblem(undefined);
    start(setBusy)
      .catch((error: unknown) => {
        setProblem(problemOf(error));
      })
      .finally(() => {
        isRunning.current = false;
        running--;
        setBusy(undefined);
      });
  }, []);
  return { busy, problem, run };
}
