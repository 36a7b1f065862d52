import { useMemo, useState } from "react";
import type { Guardian } from "@zksync-sso/sdk/client";
import { isAddressEqual, type Address } from "viem";
import { OwnFeeNote } from "../account/own-fee-note.tsx";
import type { Desk } from "../desk/desk.ts";
import { Button } from "../ui/buttons.tsx";
import { CopyButton } from "../ui/copy-button.tsx";
import { Decision } from "../ui/decision.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { TextField } from "../ui/text-field.tsx";
import { addressInGroups } from "../words/address.ts";
import { readAddress } from "../words/read-address.ts";
import { guardianLink } from "./guardian-request.ts";
import { proposeCall } from "./propose-call.ts";
import { tellRecovery } from "./tell-recovery.ts";

interface AskGuardianDialogProps extends Desk {
  readonly guardians: readonly Guardian[];
  readonly onDone: () => void;
  readonly onClose: () => void;
}

/** Asks somebody to be the account's guardian: who, a look at it, and it is done. */
export function AskGuardianDialog({ chain, account, guardians, onDone, onClose }: AskGuardianDialogProps) {
  const [text, setText] = useState("");
  const [problem, setProblem] = useState<string>();
  const [guardian, setGuardian] = useState<Address>();
  const [isAsked, setAsked] = useState(false);
  const call = useMemo(() => guardian && proposeCall(chain, guardian), [chain, guardian]);
  const ask = async (say: (what: string) => void): Promise<void> => {
    if (!call) return;
    await tellRecovery({ chain, account }, call, say);
    setAsked(true);
  };
  const review = (): void => {
    const { address, problem: wrong } = readAddress(text);
    if (!address) setProblem(wrong);
    else if (isAddressEqual(address, account.address)) setProblem("That is your own address.");
    else if (guardians.some((each) => isAddressEqual(each.address, address)))
      setProblem("You have asked them already.");
    else setGuardian(address);
  };
  if (guardian && isAsked)
    return (
      <Dialog key="asked" title="Now send them this link." onClose={onDone}>
        <AgreeLink chainId={chain.id} account={account.address} />
        <p>
          It leads them to where they agree, whatever kind of address it is. Until then they can do nothing
          for you.
        </p>
        <div className="buttons">
          <Button onPress={onDone}>Done</Button>
        </div>
      </Dialog>
    );
  if (guardian)
    return (
      <Dialog key="review" title="Ask them to be your guardian?" onClose={onClose}>
        <p className="mono whole">{addressInGroups(guardian)}</p>
        <p>
          They can do nothing until they agree. From then on they can add a passkey to your account, one day
          after saying so; you see it here and can stop it that day.
        </p>
        <p className="risk">Choose as you would choose who keeps your spare key.</p>
        <OwnFeeNote chain={chain} account={account} call={call} />
        <Decision
          approve="Ask with your passkey"
          onApprove={ask}
          close="Back"
          onClose={() => {
            setGuardian(undefined);
          }}
        />
      </Dialog>
    );
  return (
    <Dialog key="form" title="Choose a guardian" onClose={onClose}>
      <p>
        Somebody you trust, who has an account like yours or another address on {chain.name}. Have them tell
        you their address.
      </p>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          review();
        }}
      >
        <TextField
          label="Their address"
          value={text}
          problem={problem}
          isAddress
          onChange={(next) => {
            setProblem(undefined);
            setText(next);
          }}
        />
        <div className="buttons">
          <button type="submit" className="button main">
            Review
          </button>
          <Button onPress={onClose}>Cancel</Button>
        </div>
      </form>
    </Dialog>
  );
}

function AgreeLink(whom: { readonly chainId: number; readonly account: Address }) {
  const link = guardianLink(window.location.origin, whom);
  return (
    <div>
      <p className="message mono">{link}</p>
      <p className="below">
        <CopyButton text={link} what="the link for your guardian" />
      </p>
    </div>
  );
}
