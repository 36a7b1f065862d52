import { removeGuardian, type Guardian } from "@zksync-sso/sdk/client";
import { act } from "../account/act.ts";
import type { Desk } from "../desk/desk.ts";
import { Decision } from "../ui/decision.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { addressInGroups } from "../words/address.ts";

interface RemoveGuardianDialogProps extends Desk {
  readonly guardian: Guardian;
  readonly onDone: () => void;
  readonly onClose: () => void;
}

/** Releases a guardian, or takes back the question. */
export function RemoveGuardianDialog(props: RemoveGuardianDialogProps) {
  const { chain, account, guardian, onDone, onClose } = props;
  const { contracts } = chain;
  const remove = async (say: (what: string) => void): Promise<void> => {
    await act(
      { chain, account, to: contracts.recovery, signature: "removeGuardian(bytes32,address)" },
      say,
      (client, options) => removeGuardian(client, { guardian: guardian.address, contracts, ...options }),
    );
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
