import { useState } from "react";
import { spokenDigits, type RequestedPasskey } from "../guardians/guardian-request.ts";
import { Button } from "../ui/buttons.tsx";
import { Decision } from "../ui/decision.tsx";
import { addressInGroups } from "../words/address.ts";
import { AnswerFee } from "./answer-fee.tsx";
import { addressOf, answerAs, meansOf } from "./actor.ts";
import type { DecisionProps } from "./agree-form.tsx";
import { OtherActor } from "./other-actor.tsx";
import { whyNotBy } from "./read-standing.ts";

interface BeginFormProps extends DecisionProps {
  readonly passkey: RequestedPasskey;
}

/** Has a guardian let a new passkey in, once they have spoken with whose account it is. */
export function BeginForm(props: BeginFormProps) {
  const { chain, request, standing, actor, passkey, onAnswered, onOther } = props;
  const [hasSpoken, setSpoken] = useState(false);
  const problem = whyNotBy(standing, request, addressOf(actor));
  if (problem) return <OtherActor problem={problem} onOther={onOther} />;
  return (
    <>
      <p className="risk">
        Anybody could have sent you this link, also in their name. Call the person whose account it is, and
        have them read their digits to you.
      </p>
      <div className="box">
        <p>They have to be these, all of them:</p>
        <p className="most mono digits">{spokenDigits(request, passkey)}</p>
      </div>
      <p>
        A new passkey gets into their account then, in a day: whoever has it can do everything there. You
        answer as <span className="mono">{addressInGroups(addressOf(actor))}</span>.
      </p>
      <label className="tick">
        <input
          type="checkbox"
          checked={hasSpoken}
          onChange={(event) => {
            setSpoken(event.target.checked);
          }}
        />
        <span>I have heard their voice, and their digits are the same.</span>
      </label>
      <AnswerFee chain={chain} request={request} actor={actor} />
      {hasSpoken ? (
        <Decision
          approve={`Let them in with ${meansOf(actor)}`}
          onApprove={async (say, signal) => {
            await answerAs(actor, chain, request, say, signal);
            onAnswered();
          }}
          onClose={onOther}
          close="Answer as somebody else"
          // Its window may be gone, and some never say so.
          mayStop={actor.kind === "key"}
        />
      ) : (
        <div className="buttons">
          <Button onPress={onOther}>Answer as somebody else</Button>
        </div>
      )}
    </>
  );
}
