import { useId } from "react";
import { hostOf } from "../ui/asker.tsx";
import { HostName } from "../ui/host-name.tsx";
import { Unbroken } from "../ui/unbroken.tsx";
import { untilInWords } from "../words/time.ts";
import type { App } from "./read-apps.ts";
import type { LimitMeter } from "./session-meters.ts";

interface AppRowProps {
  readonly app: App;
  readonly onEnd: () => void;
}

/** Shows an app that may act for the account: until when, what of its limits is used, and the way to end it. */
export function AppRow({ app, onEnd }: AppRowProps) {
  const name = appName(app);
  return (
    <li>
      <p className="first">
        <span>{app.origin === undefined ? name : <HostName host={name} />}</span>
        <span>until {untilInWords(app.listed.session.expiresAt)}</span>
      </p>
      {app.meters.map((meter, i) => (
        <Meter key={i} meter={meter} />
      ))}
      <p className="end">
        <button type="button" className="link stop" onClick={onEnd}>
          End<span className="unseen"> what {name} may do</span>
        </button>
      </p>
    </li>
  );
}

/** Says which app it is: on the device that approved it, where it is. */
export function appName(app: App): string {
  return appHost(app) ?? "An app you approved elsewhere";
}

/** Returns where an app is, as people read it; nothing if it was approved on another device. */
export function appHost({ origin }: App): string | undefined {
  return origin !== undefined && URL.canParse(origin) ? hostOf(origin) : undefined;
}

function Meter({ meter: { what, words, part } }: { readonly meter: LimitMeter }) {
  const id = useId();
  return (
    <>
      <p className="second apart">
        <span id={id}>
          <Unbroken>{what}</Unbroken>
        </span>
        <span>{words}</span>
      </p>
      {part !== undefined && (
        <div
          className="meter"
          role="meter"
          aria-labelledby={id}
          aria-valuemin={0}
          aria-valuemax={1}
          aria-valuenow={part}
          aria-valuetext={words}
        >
          <span style={{ width: `${part * 100}%` }} />
        </div>
      )}
    </>
  );
}
