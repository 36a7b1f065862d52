import { useCallback, useEffect, useState } from "react";
import { problemOf, type Problem } from "../words/problem.ts";

/** Something that is read from the chain: there, on its way, or not to be had. */
export interface Reading<value> {
  /** The last that was read; it stays while it is read anew. */
  readonly value: value | undefined;
  readonly problem: Problem | undefined;
  /** How far it is, if that takes longer. */
  readonly progress: string | undefined;
  /** Reads it again. */
  readonly reload: () => void;
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
  const [attempt, setAttempt] = useState(0);
  useEffect(() => {
    let isCurrent = true;
    setProblem(undefined);
    setProgress(undefined);
    read((text) => isCurrent && setProgress(text)).then(
      (found) => isCurrent && setValue(found),
      (error: unknown) => isCurrent && setProblem(problemOf(error)),
    );
    return () => {
      isCurrent = false;
    };
  }, [read, attempt]);
  const reload = useCallback(() => {
    setAttempt((before) => before + 1);
  }, []);
  return { value, problem, progress, reload };
}
