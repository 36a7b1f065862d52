import { Button } from "../ui/buttons.tsx";
import { ProblemNote } from "../ui/problem-note.tsx";
import type { Problem } from "../words/problem.ts";

interface OtherActorProps {
  readonly problem: Problem;
  readonly onOther: () => void;
}

/** Says why somebody cannot answer, and lets them do so as somebody else. */
export function OtherActor({ problem, onOther }: OtherActorProps) {
  return (
    <>
      <ProblemNote problem={problem} />
      <div className="buttons">
        <Button onPress={onOther}>Answer as somebody else</Button>
      </div>
    </>
  );
}
