import { useCallback, useEffect, useState } from "react";
import { problemOf, type Problem } from "../words/problem.ts";

/** Something that is read from the chain: there, on its way, or not to be had. */
export interface Reading<value> {
  /** The last that was read; it stays while it is read anew. */
  readonly value: value | undefined;
  readonly problem: Problem | undefined;
  /** How far it is, if that takes longer. */
  readonly progress: string | undefined;
  /** Reads it again: somebody asks for it. */
  readonly reload: () => void;
  /** Reads it again, unasked: what went wrong is said until it is known to be otherwise, and nothing of it moves meanwhile. */
  readonly follow: () => void;
}

/**
 * Reads something, and again when `read` is another function or the person asks for it.
 *
 * @param read - is given what to tell how far it is
 */
export function useReading<value>(
  read: (tell: (progress: string) => void) => Promise<value>,
): Reading<value> {
  const [value, setValue] = useState<value>();
  const [problem, setProblem] = useState<Problem>();
  const [progress, setProgress] = useState<string>();
  const [attempt, setAttempt] = useState({ count: 0, isAsked: true });
  useEffect(() => {
    let isCurrent = true;
    if (attempt.isAsked) setProblem(undefined);
    setProgress(undefined);
    read((text) => isCurrent && setProgress(text)).then(
      (found) => {
        if (!isCurrent) return;
        setValue(found);
        setProblem(undefined);
      },
      (error: unknown) => isCurrent && setProblem(problemOf(error)),
    );
    return () => {
      isCurrent = false;
    };
  }, [read, attempt]);
  const reload = useCallback(() => {
    setAttempt(({ count }) => ({ count: count + 1, isAsked: true }));
  }, []);
  const follow = useCallback(() => {
    setAttempt(({ count }) => ({ count: count + 1, isAsked: false }));
  }, []);
  return { value, problem, progress, reload, follow };
}
