import { useMemo, useState } from "react";
import type { PendingRecovery } from "@zksync-sso/sdk/client";
import type { Hash } from "viem";
import { OwnFeeNote } from "../account/own-fee-note.tsx";
import type { Desk } from "../desk/desk.ts";
import { Decision } from "../ui/decision.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { remainingInWords } from "../words/duration.ts";
import { stopCall } from "./stop-call.ts";
import { tellRecovery } from "./tell-recovery.ts";

interface PendingRecoveryNoteProps extends Desk {
  readonly recovery: Pick<PendingRecovery, "opensAt" | "closesAt">;
  /** The hash of the origin of the page that the passkey works on; this one if not given. */
  readonly page?: Hash;
  /** It is stopped, or the person has left that: it may be all the same. */
  readonly onLeft: () => void;
}

/** Says that somebody is about to get a new passkey into the account, and has the person stop it. */
export function PendingRecoveryNote({ recovery, page, onLeft, ...desk }: PendingRecoveryNoteProps) {
  const { chain, account, now } = desk;
  const [isOpen, setOpen] = useState(false);
  const guardian = page === undefined ? "A guardian" : "A guardian on another page";
  const close = (): void => {
    setOpen(false);
    onLeft();
  };
  const call = useMemo(() => stopCall(chain, page), [chain, page]);
  const stop = async (say: (what: string) => void): Promise<void> => {
    await tellRecovery(desk, call, say);
    close();
  };
  return (
    <div className="risk note">
      <p>
        {now < recovery.opensAt
          ? `${guardian} is adding a new passkey to your account. In ${remainingInWords(recovery.opensAt - now)} it can be finished.`
          : `${guardian} is adding a new passkey to your account. It can be finished now, for ${remainingInWords(recovery.closesAt - now)} more.`}{" "}
        Was it not you who asked for it?{" "}
        <button
          type="button"
          className="link"
          onClick={() => {
            setOpen(true);
          }}
        >
          Stop it
        </button>
      </p>
      {isOpen && (
        <Dialog title="Stop the new passkey?" onClose={close}>
          <p>
            It will not be added. If you did not ask for it, remove the guardian afterwards: they can begin
            again.
          </p>
          <OwnFeeNote chain={chain} account={account} call={call} />
          <Decision
            approve="Stop it with your passkey"
            onApprove={stop}
            onClose={close}
            close="Let it go on"
          />
        </Dialog>
      )}
    </div>
  );
}
