import { Busy } from "./busy.tsx";
import { ApproveButton, Button } from "./buttons.tsx";
import { ProblemNote } from "./problem-note.tsx";
import { useTask } from "./use-task.ts";

interface DecisionProps {
  /** What the approving button does, in its words. */
  readonly approve: string;
  /** Does it; `say` tells what is waited for next. */
  readonly onApprove: (say: (what: string) => void) => Promise<void>;
  readonly onClose: () => void;
  /** What the other button does: nothing. */
  readonly close?: string;
}

/** Has the person decide, with their passkey. If it comes to nothing, the same buttons are there again. */
export function Decision({ approve, onApprove, onClose, close = "Cancel" }: DecisionProps) {
  const { busy, problem, run } = useTask();
  return (
    <>
      {problem && <ProblemNote problem={problem} />}
      {busy ? (
        <Busy>{busy}</Busy>
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
