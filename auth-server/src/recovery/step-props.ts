import type { ChainConfig } from "../chains/chain-config.ts";
import type { Progress } from "./read-progress.ts";
import type { StoredRecovery } from "./stored-recovery.ts";

/** Whose way back in it is, and on which chain. */
export interface ProgressScreenProps {
  readonly chain: ChainConfig;
  readonly stored: StoredRecovery;
  /** They start over, or have to. */
  readonly onForget: () => void;
}

/** What each step shows. */
export interface StepProps extends ProgressScreenProps {
  readonly progress: Progress;
  /** Something was done: it is further now. */
  readonly onDone: () => void;
}
