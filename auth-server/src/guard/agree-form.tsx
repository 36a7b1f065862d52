import { Decision } from "../ui/decision.tsx";
import { addressInGroups } from "../words/address.ts";
import { AnswerFee } from "./answer-fee.tsx";
import { addressOf, answerAs, meansOf, type Actor } from "./actor.ts";
import type { AnswerProps } from "./answer-props.ts";
import { OtherActor } from "./other-actor.tsx";
import { whyNotBy } from "./read-standing.ts";

/** What there is to decide, and as whom. */
export interface DecisionProps extends AnswerProps {
  readonly actor: Actor;
  /** They want to answer as somebody else. */
  readonly onOther: () => void;
}

/** Has somebody agree to be a guardian. */
export function AgreeForm({ chain, request, standing, actor, onAnswered, onOther }: DecisionProps) {
  const problem = whyNotBy(standing, request, addressOf(actor));
  if (problem) return <OtherActor problem={problem} onOther={onOther} />;
  return (
    <>
      <p>
        If they lose every key, they make a new one and ask you to let it in. Only agree if you know whose
        account this is, and can tell then that it is they who ask.
      </p>
      <p className="soft small">
        You answer as <span className="mono">{addressInGroups(addressOf(actor))}</span>. What you have there
        is not at stake.
      </p>
      <AnswerFee chain={chain} request={request} actor={actor} />
      <Decision
        approve={`Agree with ${meansOf(actor)}`}
        onApprove={async (say, signal) => {
          await answerAs(actor, chain, request, say, signal);
          onAnswered();
        }}
        onClose={onOther}
        close="Answer as somebody else"
        // Its window may be gone, and some never say so.
        mayStop={actor.kind === "key"}
      />
    </>
  );
}
