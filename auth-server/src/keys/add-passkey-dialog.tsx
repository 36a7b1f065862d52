import { useRef, useState } from "react";
import { addAccountOwnerPasskey } from "@zksync-sso/sdk/client/passkey";
import { act } from "../account/act.ts";
import { rawPublicKey } from "../account/raw-public-key.ts";
import { makePasskey, type NewPasskey } from "../account/sign-up.ts";
import type { Desk } from "../desk/desk.ts";
import { Decision } from "../ui/decision.tsx";
import { Dialog } from "../ui/dialog.tsx";
import type { AccountPasskey } from "./read-keys.ts";

interface AddPasskeyDialogProps extends Desk {
  readonly passkeys: readonly AccountPasskey[];
  readonly onDone: () => void;
  readonly onClose: () => void;
}

/** Adds a passkey: one prompt makes it, one of the passkey that is there lets it in. */
export function AddPasskeyDialog({ chain, account, passkeys, onDone, onClose }: AddPasskeyDialogProps) {
  // Made already, if letting it in came to nothing: whoever tries again makes no second one.
  const made = useRef<NewPasskey>(undefined);
  const [isMade, setMade] = useState(false);
  const add = async (say: (what: string) => void): Promise<void> => {
    const { contracts } = chain;
    // The one that is used here by its own word, and not only by the node's: a device that is not told of it may put the new one in
    // its place, which opens nothing yet.
    const known = [account.credentialId, ...passkeys.map(({ credentialId }) => credentialId)];
    const credentialIds = [...new Set(known)];
    say("Making the new passkey…");
    made.current ??= await makePasskey(new Date(), { userId: account.userId, credentialIds });
    setMade(true);
    const { credentialId, credentialPublicKey, origin } = made.current;
    say("Now with the passkey that you have…");
    await act(
      { chain, account, to: contracts.passkey, signature: "addValidationKey(bytes,bytes32[2],string)" },
      say,
      (client, options) =>
        addAccountOwnerPasskey(client, {
          credentialId,
          rawPublicKey: rawPublicKey(credentialPublicKey),
          origin,
          contracts,
          ...options,
        }),
    );
    onDone();
  };
  return (
    <Dialog title="Add a passkey" onClose={onClose}>
      <p>
        With a second one you get in even if you lose this device: on another phone or computer, or on a
        security key. It may do all that the first one may.
      </p>
      <p className="soft small">
        You are asked twice: once to make the new passkey, once with the one that you have, to let it in.
      </p>
      {isMade && (
        <p className="risk">
          The new passkey is made. It opens nothing until it is under “Your keys”: if you stop here and it is
          not there, delete it from its device, so that you do not count on it.
        </p>
      )}
      <Decision
        approve={isMade ? "Let it in with your passkey" : "Make a passkey"}
        onApprove={add}
        onClose={onClose}
      />
    </Dialog>
  );
}
