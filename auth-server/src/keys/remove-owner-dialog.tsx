import { erc7579AccountAbi } from "@zksync-sso/sdk/abi";
import { removeAccountOwner } from "@zksync-sso/sdk/client";
import { useMemo } from "react";
import { encodeFunctionData, type Address } from "viem";
import { act } from "../account/act.ts";
import { OwnFeeNote } from "../account/own-fee-note.tsx";
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
  const call = useMemo(() => {
    const data = encodeFunctionData({ abi: erc7579AccountAbi, functionName: "removeK1Owner", args: [owner] });
    return { to: account.address, data };
  }, [account, owner]);
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
      <OwnFeeNote chain={chain} account={account} call={call} />
      <Decision approve="Remove it with your passkey" onApprove={remove} onClose={onClose} close="Keep it" />
    </Dialog>
  );
}
