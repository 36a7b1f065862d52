import type { Guardian } from "@zksync-sso/sdk/client";
import type { ReactNode } from "react";
import { addressInGroups } from "../words/address.ts";
import { sinceInWords } from "../words/time.ts";

interface GuardianRowProps {
  readonly guardian: Guardian;
  /** What they can do, or have yet to do. */
  readonly what: string;
  readonly onRemove: () => void;
  /** What else there is to it. */
  readonly children?: ReactNode;
}

/** Shows a guardian, and has the person remove them. */
export function GuardianRow({ guardian, what, onRemove, children }: GuardianRowProps) {
  const { address, isReady, since } = guardian;
  return (
    <li>
      <p className="first">
        <span>{what}</span>
        <span>{isReady ? "guardian" : "asked"}</span>
      </p>
      <p className="second mono">{addressInGroups(address)}</p>
      {children}
      <p className="second apart">
        <span>
          {isReady ? "Agreed" : "Asked"} {sinceInWords(since)}
        </span>
        <button type="button" className="link stop" onClick={onRemove}>
          {isReady ? "Remove" : "Take back"}
          <span className="unseen"> the guardian {addressInGroups(address)}</span>
        </button>
      </p>
    </li>
  );
}
