import type { Guardian } from "@zksync-sso/sdk/client";
import { useMemo } from "react";
import type { Hash } from "viem";
import { OwnFeeNote } from "../account/own-fee-note.tsx";
import type { Desk } from "../desk/desk.ts";
import { Decision } from "../ui/decision.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { addressInGroups } from "../words/address.ts";
import { releaseCall } from "./release-call.ts";
import { tellRecovery } from "./tell-recovery.ts";

interface RemoveGuardianDialogProps extends Desk {
  readonly guardian: Guardian;
  /** The hash of the origin of the page that they are a guardian on; this one if not given. */
  readonly page?: Hash;
  readonly onDone: () => void;
  readonly onClose: () => void;
}

/** Releases a guardian, or takes back the question. */
export function RemoveGuardianDialog(props: RemoveGuardianDialogProps) {
  const { chain, account, guardian, page, onDone, onClose } = props;
  const { address } = guardian;
  const call = useMemo(() => releaseCall(chain, address, page), [chain, address, page]);
  const remove = async (say: (what: string) => void): Promise<void> => {
    await tellRecovery(props, call, say);
    onDone();
  };
  return (
    <Dialog
      title={guardian.isReady ? "Remove this guardian?" : "Take back what you asked them?"}
      onClose={onClose}
    >
      <p className="mono whole">{addressInGroups(guardian.address)}</p>
      <p>They can add no passkey for you then. If they have begun to, that ends, too.</p>
      <OwnFeeNote chain={chain} account={account} call={call} />
      <Decision
        approve={guardian.isReady ? "Remove with your passkey" : "Take it back with your passkey"}
        onApprove={remove}
        onClose={onClose}
        close="Keep them"
      />
    </Dialog>
  );
}
