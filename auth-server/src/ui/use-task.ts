import { useCallback, useEffect, useRef, useState } from "react";
import { problemOf, type Problem } from "../words/problem.ts";

/** Something that takes its time: what it is at, and what went wrong the last time. */
export interface Task {
  /** What is waited for. */
  readonly busy: string | undefined;
  readonly problem: Problem | undefined;
  /**
   * Starts something, unless something is going on; `say` tells what is waited for next, and `signal` is aborted when nobody
   * waits for it any more.
   */
  readonly run: (
    what: string,
    start: (say: (what: string) => void, signal: AbortSignal) => Promise<void>,
  ) => void;
  /** Waits no more for what is going on: nothing that comes of it is said. */
  readonly leave: () => void;
}

/** How many tasks of the page are going on. */
let running = 0;

/** Returns whether something is going on that the person has started, and cannot take back. */
export function isTaskRunning(): boolean {
  return running > 0;
}

/**
 * Follows something that takes its time, one at a time. After a failure it can be started again. With the component, what goes on
 * is out of sight, and nothing is kept back for it any more: some of it never ends.
 */
export function useTask(): Task {
  const [busy, setBusy] = useState<string>();
  const [problem, setProblem] = useState<Problem>();
  /** What is going on. */
  const current = useRef<AbortController>(undefined);
  const end = useCallback((): void => {
    current.current = undefined;
    running--;
    setBusy(undefined);
  }, []);
  useEffect(
    () => () => {
      if (current.current) end();
    },
    [end],
  );
  const run = useCallback<Task["run"]>(
    (what, start) => {
      if (current.current) return;
      const own = new AbortController();
      const { signal } = own;
      current.current = own;
      running++;
      setBusy(what);
      setProblem(undefined);
      start((next) => {
        if (!signal.aborted) setBusy(next);
      }, signal)
        .catch((error: unknown) => {
          if (!signal.aborted) setProblem(problemOf(error));
        })
        .finally(() => {
          if (current.current === own) end();
        });
    },
    [end],
  );
  const leave = useCallback(() => {
    if (!current.current) return;
    current.current.abort();
    end();
  }, [end]);
  return { busy, problem, run, leave };
}
