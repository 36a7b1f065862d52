import { useCallback, useState } from "react";
import type { Desk } from "../desk/desk.ts";
import { useStored } from "../storage/use-stored.ts";
import { Section } from "../ui/section.tsx";
import { Shown } from "../ui/shown.tsx";
import { useReading } from "../ui/use-reading.ts";
import { untilInWords } from "../words/time.ts";
import { APPS_KEY } from "./app-origins.ts";
import { appName, AppRow } from "./app-row.tsx";
import { EndDialog } from "./end-dialog.tsx";
import { readApps, type App } from "./read-apps.ts";

/** Shows which apps may act for the account, and ends what they may. */
export function AppsSection(desk: Desk) {
  const { chain, account, now } = desk;
  const [ending, setEnding] = useState<readonly App[]>();
  const reading = useReading(
    useCallback((tell: (progress: string) => void) => readApps(chain, account, tell), [chain, account]),
  );
  // One that is let act in another window, this device keeps the name of.
  useStored(APPS_KEY, reading.reload);
  // What the chain said a while ago may have expired meanwhile.
  const isActive = ({ listed }: App): boolean =>
    listed.status === "active" && listed.session.expiresAt >= now;
  const active = reading.value?.filter(isActive) ?? [];
  const over = reading.value?.filter((app) => !isActive(app)) ?? [];
  /** What the person has left may be done all the same. */
  const close = (): void => {
    setEnding(undefined);
    reading.reload();
  };
  return (
    <Section
      title="Apps that may act for you"
      action={
        active.length > 1 && (
          <button
            type="button"
            className="link"
            onClick={() => {
              setEnding(active);
            }}
          >
            End all
          </button>
        )
      }
    >
      <Shown reading={reading}>
        {() => (
          <>
            {active.length > 0 ? (
              <ul className="slip">
                {active.map((app) => (
                  <AppRow
                    key={app.listed.sessionHash}
                    app={app}
                    onEnd={() => {
                      setEnding([app]);
                    }}
                  />
                ))}
              </ul>
            ) : (
              <p className="empty">
                None now. An app that you let act for you will be here, with its limits.
              </p>
            )}
            {over.length > 0 && <Over apps={over} />}
          </>
        )}
      </Shown>
      {ending && <EndDialog {...desk} apps={ending} onClose={close} onDone={close} />}
    </Section>
  );
}

interface OverProps {
  readonly apps: readonly App[];
}

function Over({ apps }: OverProps) {
  return (
    <details className="over">
      <summary>Ended: {apps.length}</summary>
      <ul className="slip">
        {apps.map((app) => (
          <li key={app.listed.sessionHash}>
            <p className="first">
              <span>{appName(app)}</span>
              <span>{app.listed.status === "revoked" ? "ended" : "expired"}</span>
            </p>
            {app.listed.status !== "revoked" && (
              <p className="second">It was let until {untilInWords(app.listed.session.expiresAt)}</p>
            )}
          </li>
        ))}
      </ul>
    </details>
  );
}
