import { Busy } from "./busy.tsx";
import { ApproveButton, Button } from "./buttons.tsx";
import { ProblemNote } from "./problem-note.tsx";
import { useTask } from "./use-task.ts";

interface DecisionProps {
  /** What the approving button does, in its words. */
  readonly approve: string;
  /** Does it; `say` tells what is waited for next, and `signal` is aborted when the person waits no more. */
  readonly onApprove: (say: (what: string) => void, signal: AbortSignal) => Promise<void>;
  readonly onClose: () => void;
  /** What the other button does: nothing. */
  readonly close?: string;
  /** Whether the person may stop waiting: what is waited for may never come, and never say so. */
  readonly mayStop?: boolean;
}

/** Has the person decide, with their passkey or a key. If it comes to nothing, the same buttons are there again. */
export function Decision({ approve, onApprove, onClose, close = "Cancel", mayStop = false }: DecisionProps) {
  const { busy, problem, run, leave } = useTask();
  return (
    <>
      {problem && <ProblemNote problem={problem} />}
      {busy ? (
        <>
          <Busy>{busy}</Busy>
          {mayStop && <Button onPress={leave}>Stop waiting</Button>}
        </>
      ) : (
        <div className="buttons">
          <ApproveButton
            onPress={() => {
              run("Waiting for your passkey…", onApprove);
            }}
          >
            {approve}
          </ApproveButton>
          <Button onPress={onClose}>{close}</Button>
        </div>
      )}
    </>
  );
}
