import { useEffect, useState } from "react";
import { rememberAccount } from "../account/known-account.ts";
import type { ChainConfig } from "../chains/chain-config.ts";
import { Screen } from "../ui/screen.tsx";
import { Shown } from "../ui/shown.tsx";
import { addressInGroups } from "../words/address.ts";
import { BegunStep } from "./begun-step.tsx";
import { DoneStep } from "./done-step.tsx";
import { OpenStep } from "./open-step.tsx";
import type { Progress } from "./read-progress.ts";
import { StartOverDialog } from "./start-over-dialog.tsx";
import type { ProgressScreenProps, StepProps } from "./step-props.ts";
import { rememberBegun, rememberDone, type StoredRecovery } from "./stored-recovery.ts";
import { TakenStep } from "./taken-step.tsx";
import { useProgress } from "./use-progress.ts";
import { WaitingStep } from "./waiting-step.tsx";

/** Follows a new passkey on its way into an account: from the link for the guardian until the person is in. */
export function ProgressScreen({ chain, stored, onForget }: ProgressScreenProps) {
  const [isLeaving, setLeaving] = useState(false);
  const reading = useProgress(chain, stored.account);
  const { value, reload } = reading;
  const hasBegun = useKept(chain, stored, value);
  return (
    <Screen>
      <Shown reading={reading}>
        {(progress) => (
          <Step
            chain={chain}
            stored={{ ...stored, hasBegun }}
            progress={progress}
            onDone={reload}
            onForget={onForget}
          />
        )}
      </Shown>
      <div className="rest" />
      <footer className="foot">
        <button
          type="button"
          className="link"
          onClick={() => {
            setLeaving(true);
          }}
        >
          Start over
        </button>
        <span>{chain.name}</span>
      </footer>
      {isLeaving && (
        <StartOverDialog
          onStartOver={onForget}
          onClose={() => {
            setLeaving(false);
          }}
        />
      )}
    </Screen>
  );
}

function Step(props: StepProps) {
  const { stage } = props.progress;
  if (stage === "done") return <DoneStep />;
  if (stage === "taken") return <TakenStep {...props} />;
  return (
    <>
      {stage === "open" && <OpenStep {...props} />}
      {stage === "begun" && <BegunStep {...props} />}
      {(stage === "waiting" || stage === "other") && <WaitingStep {...props} />}
      <p className="soft small">
        Your account: <span className="mono">{addressInGroups(props.stored.account.address)}</span>
      </p>
    </>
  );
}

/**
 * Keeps on this device what has become of it: that a guardian has begun, or that the account is the person's again.
 *
 * @returns whether a guardian has ever begun
 */
function useKept(chain: ChainConfig, stored: StoredRecovery, progress: Progress | undefined): boolean {
  const [hasBegun, setBegun] = useState(stored.hasBegun);
  const stage = progress?.stage;
  useEffect(() => {
    if (stage === "begun" || stage === "open") {
      setBegun(true);
      rememberBegun(stored);
    }
    // Once: by the next look the person may have gone on with another account.
    if (stage !== "done" || stored.doneAt !== undefined) return;
    rememberAccount(chain.id, stored.account);
    rememberDone(stored);
  }, [chain, stored, stage]);
  return hasBegun;
}
