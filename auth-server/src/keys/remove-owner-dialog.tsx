import { removeAccountOwner } from "@zksync-sso/sdk/client";
import type { Address } from "viem";
import { act } from "../account/act.ts";
import type { Desk } from "../desk/desk.ts";
import { Decision } from "../ui/decision.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { addressInGroups } from "../words/address.ts";

interface RemoveOwnerDialogProps extends Desk {
  readonly owner: Address;
  readonly onDone: () => void;
  readonly onClose: () => void;
}

/** Removes a key that is kept elsewhere. */
export function RemoveOwnerDialog({ chain, account, owner, onDone, onClose }: RemoveOwnerDialogProps) {
  const remove = async (say: (what: string) => void): Promise<void> => {
    await act(
      { chain, account, to: account.address, signature: "removeK1Owner(address)" },
      say,
      (client, options) => removeAccountOwner(client, { owner, ...options }),
    );
    onDone();
  };
  return (
    <Dialog title="Remove this key?" onClose={onClose}>
      <p className="mono whole">{addressInGroups(owner)}</p>
      <p>
        Whoever has it can do nothing with your account then. What belongs to that address itself stays there.
      </p>
      <Decision approve="Remove it with your passkey" onApprove={remove} onClose={onClose} close="Keep it" />
    </Dialog>
  );
}
