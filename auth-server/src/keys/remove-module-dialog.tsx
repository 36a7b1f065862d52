import { unlinkModule, unlinkValidationHook } from "@zksync-sso/sdk/client";
import { useMemo, useState } from "react";
import { act } from "../account/act.ts";
import { OwnFeeNote } from "../account/own-fee-note.tsx";
import type { Desk } from "../desk/desk.ts";
import { Decision } from "../ui/decision.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { addressInGroups } from "../words/address.ts";
import { removalsOf, type ForeignModule, type Removal } from "./read-modules.ts";
import { MODULE_TYPES, removalCall } from "./removal-call.ts";

interface RemoveModuleDialogProps extends Desk {
  readonly module: ForeignModule;
  readonly onDone: () => void;
  readonly onClose: () => void;
}

/** Takes from a contract what it may do for the account: it is not asked, and cannot refuse. */
export function RemoveModuleDialog({ chain, account, module, onDone, onClose }: RemoveModuleDialogProps) {
  const { address, unknownAnswers } = module;
  const [left, setLeft] = useState(() => removalsOf(module));
  const [next] = left;
  const call = useMemo(() => next && removalCall(account.address, address, next), [account, address, next]);
  const remove = async (say: (what: string) => void): Promise<void> => {
    for (const [i, removal] of left.entries()) {
      await take(removal, say);
      // What is done stays done if the next prompt is cancelled.
      setLeft(left.slice(i + 1));
    }
    onDone();
  };
  const take = (removal: Removal, say: (what: string) => void): Promise<unknown> => {
    const own = { chain, account, to: account.address };
    if (removal.role === "screen")
      return act({ ...own, signature: "unlinkHook(address,bool,bytes)" }, say, (client, options) =>
        unlinkValidationHook(client, { hook: address, ...options }),
      );
    const type = MODULE_TYPES[removal.role];
    const data = removal.role === "answer" ? removal.selector : "0x";
    return act({ ...own, signature: "unlinkModule(uint256,address,bytes)" }, say, (client, options) =>
      unlinkModule(client, { module: address, type, data, ...options }),
    );
  };
  return (
    <Dialog title="Remove this contract?" onClose={onClose}>
      <p className="mono whole">{addressInGroups(address)}</p>
      <p>
        {unknownAnswers > 0
          ? "It can do nothing with your account then but answer some questions for it, and refuse nothing."
          : "It can do nothing with your account then, and refuse nothing."}{" "}
        If you let it in for something, such as a limit on what you spend, that ends, too.
      </p>
      {left.length > 1 && (
        <p>You are asked for your passkey {left.length} times, once for each thing that it may do.</p>
      )}
      <OwnFeeNote chain={chain} account={account} call={call} isEach={left.length > 1} />
      <Decision approve="Remove it with your passkey" onApprove={remove} onClose={onClose} close="Keep it" />
    </Dialog>
  );
}
