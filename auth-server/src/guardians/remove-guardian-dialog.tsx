import type { Guardian } from "@zksync-sso/sdk/client";
import type { Hash } from "viem";
import type { Desk } from "../desk/desk.ts";
import { Decision } from "../ui/decision.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { addressInGroups } from "../words/address.ts";
import { releaseGuardian } from "./release-guardian.ts";

interface RemoveGuardianDialogProps extends Desk {
  readonly guardian: Guardian;
  /** The hash of the origin of the page that they are a guardian on; this one if not given. */
  readonly page?: Hash;
  readonly onDone: () => void;
  readonly onClose: () => void;
}

/** Releases a guardian, or takes back the question. */
export function RemoveGuardianDialog(props: RemoveGuardianDialogProps) {
  const { guardian, page, onDone, onClose } = props;
  const remove = async (say: (what: string) => void): Promise<void> => {
    await releaseGuardian(props, guardian.address, say, page);
    onDone();
  };
  return (
    <Dialog
      title={guardian.isReady ? "Remove this guardian?" : "Take back what you asked them?"}
      onClose={onClose}
    >
      <p className="mono whole">{addressInGroups(guardian.address)}</p>
      <p>They can add no passkey for you then. If they have begun to, that ends, too.</p>
      <Decision
        approve={guardian.isReady ? "Remove with your passkey" : "Take it back with your passkey"}
        onApprove={remove}
        onClose={onClose}
        close="Keep them"
      />
    </Dialog>
  );
}
