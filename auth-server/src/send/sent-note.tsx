import { addressInGroups } from "../words/address.ts";
import { ethInWords } from "../words/amount.ts";
import type { Fate } from "./fate.ts";
import type { SentBefore } from "./sent-before.ts";

interface SentNoteProps {
  readonly before: SentBefore;
  /** Nothing as long as the chain has not said what became of it. */
  readonly fate: Fate | undefined;
}

/** Says what may have been sent before, and what sending now would mean. */
export function SentNote({ before, fate }: SentNoteProps) {
  if (fate?.kind === "failed") return null;
  // Of several tries, one is done.
  const sent = fate?.kind === "done" ? [fate.order] : before.tries;
  const orders = sent.map(({ to, value }) => `${ethInWords(value)} to ${addressInGroups(to)}`);
  return (
    <p className="risk" role="alert">
      You {fate?.kind === "done" ? "have sent" : "may have sent"} {[...new Set(orders)].join(", or ")}.{" "}
      {meaningOf(fate?.kind)}
    </p>
  );
}

function meaningOf(fate: Fate["kind"] | undefined): string {
  switch (fate) {
    case "done":
      return "That is done: what you send now is sent besides.";
    case "unknown":
      return "Your account has done something since. Look under “What happened” whether it is done already: sent once more, it happens once more.";
    default:
      return "It is not done yet, as far as we know, and may still happen. If you try again now, only one of the two happens.";
  }
}
