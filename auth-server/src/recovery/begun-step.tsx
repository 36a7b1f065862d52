import { remainingInWords } from "../words/duration.ts";
import { sentenceCase } from "../words/sentence-case.ts";
import { untilInWords } from "../words/time.ts";
import type { StepProps } from "./step-props.ts";

/** Says how long it takes until the person can get in. */
export function BegunStep({ progress: { now, pending } }: StepProps) {
  if (!pending) return null;
  return (
    <>
      <h1>Your guardian has begun.</h1>
      <div className="box">
        <p>Still to wait</p>
        <p className="most">{sentenceCase(remainingInWords(pending.opensAt - now))}</p>
      </div>
      <p>
        Come back then, to this page in this browser: from {untilInWords(pending.opensAt)} until{" "}
        {untilInWords(pending.closesAt)}.
      </p>
      <p className="soft">
        The wait is there so that nobody gets into your account behind your back: until then, whoever has a
        key of it can stop this.
      </p>
    </>
  );
}
