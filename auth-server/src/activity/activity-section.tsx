import { useCallback, useEffect, useState } from "react";
import { nodeClient } from "../account/account-client.ts";
import { onActed } from "../account/acted.ts";
import { appOrigins } from "../apps/app-origins.ts";
import { readTargetFacts, type FactsByTarget } from "../approval/target-facts.ts";
import type { Desk } from "../desk/desk.ts";
import { Section } from "../ui/section.tsx";
import { Shown } from "../ui/shown.tsx";
import { useReading } from "../ui/use-reading.ts";
import { ActivityRow } from "./activity-row.tsx";
import type { DatedActivity } from "./dated-activity.ts";
import { readActivity } from "./read-activity.ts";
import { shownDeeds } from "./shown-deeds.ts";

/** So many are shown at first, and more each time the person asks for more. */
const PAGE = 10;

/** Shows what the account did last, and what came to it. */
export function ActivitySection({ chain, account: { address } }: Desk) {
  const [wanted, setWanted] = useState(PAGE);
  const reading = useReading(
    useCallback(
      async (tell: (progress: string) => void) => {
        const read = await readActivity(chain, address, wanted, tell);
        return { ...read, facts: await readTargetFacts(nodeClient(chain), tokensOf(read.entries)) };
      },
      [chain, address, wanted],
    ),
  );
  const { reload } = reading;
  useEffect(() => onActed(reload), [reload]);
  return (
    <Section
      title="What happened"
      action={
        reading.value && (
          <button type="button" className="link" onClick={reload}>
            Look again<span className="unseen"> what happened</span>
          </button>
        )
      }
    >
      <Shown reading={reading}>
        {({ entries, facts, hasEarlier }) => (
          <>
            <Rows entries={entries} facts={facts} />
            {reading.progress !== undefined && entries.length < wanted && hasEarlier && (
              <p className="soft small" role="status">
                {reading.progress}
              </p>
            )}
            {hasEarlier && (
              <p className="more">
                <button
                  type="button"
                  className="link"
                  onClick={() => {
                    setWanted(wanted + PAGE);
                  }}
                >
                  Show what was before
                </button>
              </p>
            )}
          </>
        )}
      </Shown>
    </Section>
  );
}

interface RowsProps {
  readonly entries: readonly DatedActivity[];
  readonly facts: FactsByTarget;
}

function Rows({ entries, facts }: RowsProps) {
  if (entries.length === 0) return <p className="empty">Nothing yet. What you do and get will be here.</p>;
  const origins = appOrigins();
  return (
    <ul className="slip">
      {entries.map((entry) => (
        <ActivityRow key={entry.hash} entry={entry} facts={facts} origins={origins} />
      ))}
    </ul>
  );
}

/** The tokens that are shown: of more, whoever makes them up would have the node asked. */
function tokensOf(entries: readonly DatedActivity[]) {
  return entries.flatMap(({ deeds }) =>
    shownDeeds(deeds).shown.flatMap((deed) =>
      "token" in deed && deed.token !== undefined ? [deed.token] : [],
    ),
  );
}
