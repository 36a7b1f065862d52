import { useCallback, useState } from "react";

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
  const run = useCallback(<result>(start: () => Promise<result>): Promise<result> => {
    const started = start();
    setState({ isPending: true, error: undefined });
    return started.then(
      (result) => {
        setState({ isPending: false, error: undefined });
        return result;
      },
      (error: unknown) => {
        setState({ isPending: false, error: error instanceof Error ? error : new Error(String(error)) });
        throw error;
      },
    );
  }, []);
  const reset = useCallback(() => {
    setState({ isPending: false, error: undefined });
  }, []);
  return { ...state, run, reset };
}
