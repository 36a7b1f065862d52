import { createContext } from "react";

/** What a button that approves knows of what it approves. */
export interface AllSeen {
  /** Whether all of it has been in view. */
  readonly isSeen: boolean;
  /** Brings what has not been into view. */
  readonly showRest: () => void;
}

/** Tells buttons whether the person has had all in view that they decide on; where nothing hides any of it, they have. */
export const AllSeenContext = createContext<AllSeen>({ isSeen: true, showRest: () => undefined });
