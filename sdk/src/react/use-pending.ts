import { useCallback, useRef, useState } from "react";

/** The state of something that was started. */
export interface Pending {
  readonly isPending: boolean;
  /** Why it failed; a `PopupBlockedError` has a `retry` to be called in a click. */
  readonly error: Error | undefined;
  /** Forgets the error. */
  readonly reset: () => void;
}

/** Follows what is started by `run`: which starts it before it returns, as a popup needs. */
export function usePending(): Pending & { run: <result>(start: () => Promise<result>) => Promise<result> } {
  const [state, setState] = useState<Pick<Pending, "isPending" | "error">>({
    isPending: false,
    error: undefined,
  });
  /** What is under way: a second one may be started before the first has ended. */
  const open = useRef(0);
  const run = useCallback(<result>(start: () => Promise<result>): Promise<result> => {
    const started = start();
    open.current++;
    setState({ isPending: true, error: undefined });
    return started.then(
      (result) => {
        const isPending = --open.current > 0;
        setState(({ error }) => ({ isPending, error }));
        return result;
      },
      (error: unknown) => {
        const isPending = --open.current > 0;
        setState({ isPending, error: error instanceof Error ? error : new Error(String(error)) });
        throw error;
      },
    );
  }, []);
  const reset = useCallback(() => {
    setState(({ isPending }) => ({ isPending, error: undefined }));
  }, []);
  return { ...state, run, reset };
}
