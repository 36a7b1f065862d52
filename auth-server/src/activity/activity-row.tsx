import type { FactsByTarget } from "../approval/target-facts.ts";
import { ethInWords } from "../words/amount.ts";
import { sinceInWords } from "../words/time.ts";
import { deedInWords, type DeedWords } from "./activity-words.ts";
import type { DatedActivity } from "./dated-activity.ts";
import { shownDeeds } from "./shown-deeds.ts";

interface ActivityRowProps {
  readonly entry: DatedActivity;
  readonly facts: FactsByTarget;
  readonly origins: Readonly<Record<string, string>>;
}

/** Shows what one transaction did, when, and what it cost. */
export function ActivityRow({ entry, facts, origins }: ActivityRowProps) {
  const { deeds, fee, isOwn, time } = entry;
  const { shown, more } = shownDeeds(deeds);
  const lines = shown.map((deed) => deedInWords(deed, facts, { origins, isOwn }));
  const hasClaims = !isOwn && deeds.some((deed) => "token" in deed);
  return (
    <li>
      {(lines.length > 0 ? lines : [NOTHING_ELSE]).map((line, i) => (
        <Line key={i} line={line} />
      ))}
      {more > 0 && <p className="second">{more} more that are not shown</p>}
      {hasClaims && (
        <p className="second">Somebody else did this. The token says so; it may not be worth anything.</p>
      )}
      <p className="second">
        {sinceInWords(time)}
        {fee > 0n && `; network fee ${ethInWords(fee)}`}
      </p>
    </li>
  );
}

/** A transaction that moved nothing of the account's but its fee. */
const NOTHING_ELSE: DeedWords = { what: "Used your account", details: [] };

function Line({ line: { what, amount, details } }: { readonly line: DeedWords }) {
  return (
    <>
      <p className="first">
        <span>{what}</span>
        {amount !== undefined && <span>{amount}</span>}
      </p>
      {details.map((detail) => (
        <p className="second" key={detail}>
          {detail}
        </p>
      ))}
    </>
  );
}
