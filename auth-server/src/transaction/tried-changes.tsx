import type { FactsByTarget } from "../approval/target-facts.ts";
import { changesInWords } from "./changes-in-words.ts";
import { ChangesSlip } from "./changes-slip.tsx";
import type { Changes } from "./read-changes.ts";

interface TriedChangesProps {
  /** Nothing if it could not be tried out. */
  readonly tried: Changes | undefined;
  readonly facts: FactsByTarget;
}

/** Says what came of trying out what is asked for, and what that does not tell. */
export function TriedChanges({ tried, facts }: TriedChangesProps) {
  if (tried === undefined)
    return <p className="soft small">What it changes of what you have could not be tried out here.</p>;
  const { changes, isComplete } = tried;
  return (
    <>
      {changes.length > 0 && <ChangesSlip changes={changesInWords(changes, facts)} />}
      {!isComplete && (
        <p className="soft small">
          What else it changes of what you have, the contracts that are used decide. They may also do
          otherwise when it is done for real.
        </p>
      )}
      {isComplete && changes.length === 0 && (
        <p className="soft small">
          Tried out: besides the network fee, nothing of your ETH or of these tokens changes.
        </p>
      )}
    </>
  );
}
