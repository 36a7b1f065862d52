import { quotedName } from "@zksync-sso/sdk/session";
import { HostName } from "./host-name.tsx";
import { Unbroken } from "./unbroken.tsx";

interface AskerProps {
  /** As the browser says it. */
  readonly origin: string;
  readonly asks: string;
  /** What the app calls itself. */
  readonly claimedName?: string | undefined;
}

/** Says who asks: the origin large, what the app calls itself small. */
export function Asker({ origin, asks, claimedName }: AskerProps) {
  const host = hostOf(origin);
  const name = quotedName(claimedName);
  return (
    <header className="asker">
      <span className="letter" aria-hidden="true">
        {host.charAt(0)}
      </span>
      <div>
        <p className="who">
          <HostName host={host} />
        </p>
        <p className="soft small">
          <Unbroken>{asks}</Unbroken>
        </p>
        {name && claimedName !== host && <p className="soft small">calls itself {name}</p>}
      </div>
    </header>
  );
}

/** Writes an origin as people read it: the scheme only where it is not the safe one. */
export function hostOf(origin: string): string {
  const { host, protocol, hostname } = new URL(origin);
  const isSafe = protocol === "https:" || hostname === "localhost" || hostname === "127.0.0.1";
  return isSafe ? host : `${protocol}//${host}`;
}
