import { webAuthnModuleAbi } from "@zksync-sso/sdk/abi";
import { removeAccountOwnerPasskey } from "@zksync-sso/sdk/client/passkey";
import { useMemo } from "react";
import { bytesToHex, encodeFunctionData } from "viem";
import { act } from "../account/act.ts";
import { fromBase64Url } from "../account/base64.ts";
import { OwnFeeNote } from "../account/own-fee-note.tsx";
import type { Desk } from "../desk/desk.ts";
import { Decision } from "../ui/decision.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { ExplainedError } from "../words/problem.ts";
import { isUsedHere } from "./is-of-page.ts";
import { mayGo } from "./may-go.ts";
import { readKeys, type AccountPasskey } from "./read-keys.ts";
import { tellRemoved } from "./tell-removed.ts";

interface RemovePasskeyDialogProps extends Desk {
  readonly passkey: AccountPasskey;
  readonly onDone: () => void;
  readonly onClose: () => void;
}

const LAST = {
  what: "It is the last one that opens your account here.",
  remedy: "Others have been removed meanwhile. Add another one first.",
};

const GONE = {
  what: "The chain knows it no more.",
  remedy:
    "It was removed meanwhile, or the chain’s node is behind. Nothing was sent; look again in a minute.",
};

/** Removes a passkey. */
export function RemovePasskeyDialog(props: RemovePasskeyDialogProps) {
  const { chain, account, passkey, onDone, onClose } = props;
  const { contracts } = chain;
  const isHere = isUsedHere(passkey, account);
  const call = useMemo(() => {
    const args = [bytesToHex(fromBase64Url(passkey.credentialId)), passkey.origin] as const;
    const data = encodeFunctionData({ abi: webAuthnModuleAbi, functionName: "removeValidationKey", args });
    return { to: contracts.passkey, data };
  }, [contracts, passkey]);
  const remove = async (say: (what: string) => void): Promise<void> => {
    // What is shown may be of a while ago, and another one gone since.
    const { passkeys } = await readKeys(chain, account.address);
    const isThere = passkeys.some(
      ({ credentialId, origin }) => credentialId === passkey.credentialId && origin === passkey.origin,
    );
    if (!isThere) throw new ExplainedError(GONE);
    if (!mayGo(passkey, passkeys)) throw new ExplainedError(LAST);
    await act(
      { chain, account, to: contracts.passkey, signature: "removeValidationKey(bytes,string)" },
      say,
      (client, options) => removeAccountOwnerPasskey(client, { ...passkey, contracts, ...options }),
    );
    await tellRemoved(passkey);
    onDone();
  };
  return (
    <Dialog title={isHere ? "Remove the passkey of this device?" : "Remove this passkey?"} onClose={onClose}>
      <p>It opens your account no more, on whatever device it is. To get it back, you add a new one.</p>
      {isHere && <p className="risk">You use it here, now: you will be logged out of this device.</p>}
      <OwnFeeNote chain={chain} account={account} call={call} />
      <Decision approve="Remove it with your passkey" onApprove={remove} onClose={onClose} close="Keep it" />
    </Dialog>
  );
}
