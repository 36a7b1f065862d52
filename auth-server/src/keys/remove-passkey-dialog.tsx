import { removeAccountOwnerPasskey } from "@zksync-sso/sdk/client/passkey";
import { act } from "../account/act.ts";
import { tellRemoved } from "../account/passkey-list.ts";
import type { Desk } from "../desk/desk.ts";
import { Decision } from "../ui/decision.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { isOfPage, isUsedHere } from "./is-of-page.ts";
import type { AccountPasskey } from "./read-keys.ts";

interface RemovePasskeyDialogProps extends Desk {
  readonly passkey: AccountPasskey;
  readonly onDone: () => void;
  readonly onClose: () => void;
}

/** Removes a passkey. */
export function RemovePasskeyDialog(props: RemovePasskeyDialogProps) {
  const { chain, account, passkey, onDone, onClose } = props;
  const { contracts } = chain;
  const isHere = isUsedHere(passkey, account);
  const remove = async (say: (what: string) => void): Promise<void> => {
    await act(
      { chain, account, to: contracts.passkey, signature: "removeValidationKey(bytes,string)" },
      say,
      (client, options) => removeAccountOwnerPasskey(client, { ...passkey, contracts, ...options }),
    );
    // The browser would take it for this page's of the same id, which opens the account still.
    if (isOfPage(passkey)) await tellRemoved(passkey.credentialId);
    onDone();
  };
  return (
    <Dialog title={isHere ? "Remove the passkey of this device?" : "Remove this passkey?"} onClose={onClose}>
      <p>It opens your account no more, on whatever device it is. To get it back, you add a new one.</p>
      {isHere && <p className="risk">You use it here, now: you will be logged out of this device.</p>}
      <Decision approve="Remove it with your passkey" onApprove={remove} onClose={onClose} close="Keep it" />
    </Dialog>
  );
}
