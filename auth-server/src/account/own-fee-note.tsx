import { FeeNote } from "../ui/fee-note.tsx";
import type { ChainConfig } from "../chains/chain-config.ts";
import type { KnownAccount } from "./known-account.ts";
import type { OwnCall } from "./own-fee.ts";
import { useOwnFee } from "./use-own-fee.ts";

interface OwnFeeNoteProps {
  readonly chain: ChainConfig;
  readonly account: KnownAccount;
  /** The same object as long as it is the same call; nothing if there is none to be made. */
  readonly call: OwnCall | undefined;
  /** Whether it is the next one of several that cost as much. */
  readonly isEach?: boolean;
}

/** Says what a call costs the account, above the button that makes it; nothing where another pays, or nobody can tell. */
export function OwnFeeNote({ chain, account, call, isEach = false }: OwnFeeNoteProps) {
  return <FeeNote fee={useOwnFee(chain, account, call)} isEach={isEach} />;
}
