import { useState } from "react";
import { confirmGuardian } from "@zksync-sso/sdk/client";
import type { Address } from "viem";
import { act } from "../account/act.ts";
import type { Desk } from "../desk/desk.ts";
import { Decision } from "../ui/decision.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { Section } from "../ui/section.tsx";
import { addressInGroups } from "../words/address.ts";
import type { Guarding } from "./read-guardians.ts";

interface GuardedListProps extends Desk {
  readonly guarding: Guarding;
  readonly onDone: () => void;
}

/** Shows whose guardian the person is, and who asks them to be. */
export function GuardedList({ guarding, onDone, ...desk }: GuardedListProps) {
  const [agreeing, setAgreeing] = useState<Address>();
  return (
    <Section title="Whom you guard">
      <ul className="slip">
        {guarding.asking.map((address) => (
          <li key={address}>
            <p className="first">
              <span>Asks you to be their guardian</span>
              <button
                type="button"
                className="link"
                onClick={() => {
                  setAgreeing(address);
                }}
              >
                Answer<span className="unseen"> {addressInGroups(address)}</span>
              </button>
            </p>
            <p className="second mono">{addressInGroups(address)}</p>
          </li>
        ))}
        {guarding.guarded.map((address) => (
          <li key={address}>
            <p className="first">
              <span>You are their guardian</span>
            </p>
            <p className="second mono">{addressInGroups(address)}</p>
            <p className="second">You have agreed to help them back in if they lose every key.</p>
          </li>
        ))}
      </ul>
      {agreeing && (
        <AgreeDialog
          {...desk}
          asker={agreeing}
          onClose={() => {
            setAgreeing(undefined);
          }}
          onDone={() => {
            setAgreeing(undefined);
            onDone();
          }}
        />
      )}
    </Section>
  );
}

interface AgreeDialogProps extends Desk {
  readonly asker: Address;
  readonly onDone: () => void;
  readonly onClose: () => void;
}

function AgreeDialog({ chain, account, asker, onDone, onClose }: AgreeDialogProps) {
  const { contracts } = chain;
  const agree = async (say: (what: string) => void): Promise<void> => {
    await act(
      { chain, account, to: contracts.recovery, signature: "addGuardian(bytes32,address)" },
      say,
      (client, options) => confirmGuardian(client, { accountToGuard: asker, contracts, ...options }),
    );
    onDone();
  };
  return (
    <Dialog title="Be their guardian?" onClose={onClose}>
      <p className="mono whole">{addressInGroups(asker)}</p>
      <p>
        If they lose every key, they make a new one and ask you to let it in. Only agree if you know whose
        account this is, and can tell then that it is they who ask. Your own account is not at stake.
      </p>
      <Decision approve="Agree with your passkey" onApprove={agree} onClose={onClose} close="Not now" />
    </Dialog>
  );
}
