import { useMemo, useState } from "react";
import type { Address } from "viem";
import { OwnFeeNote } from "../account/own-fee-note.tsx";
import type { Desk } from "../desk/desk.ts";
import { Decision } from "../ui/decision.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { Section } from "../ui/section.tsx";
import { Shown } from "../ui/shown.tsx";
import type { Reading } from "../ui/use-reading.ts";
import { addressInGroups } from "../words/address.ts";
import { answerCall } from "./answer-call.ts";
import type { Guarding } from "./read-guardians.ts";
import { tellRecovery } from "./tell-recovery.ts";

interface GuardedListProps extends Desk {
  readonly reading: Reading<Guarding>;
  /** The person has answered, or has left that: it may be done all the same. */
  readonly onLeft: () => void;
}

/** Shows whose guardian the person is, and who asks them to be; nothing if that is nobody. */
export function GuardedList({ reading, onLeft, ...desk }: GuardedListProps) {
  const { value, problem } = reading;
  const isNobody = !value || (value.guarded.length === 0 && value.asking.length === 0 && !value.hasMore);
  if (isNobody && !problem) return null;
  return (
    <Section title="Whom you guard">
      <Shown reading={reading}>
        {(guarding) => <Guarded {...desk} guarding={guarding} onLeft={onLeft} />}
      </Shown>
    </Section>
  );
}

interface GuardedProps extends Desk {
  readonly guarding: Guarding;
  readonly onLeft: () => void;
}

function Guarded({ guarding, onLeft, ...desk }: GuardedProps) {
  const [agreeing, setAgreeing] = useState<Address>();
  const close = (): void => {
    setAgreeing(undefined);
    onLeft();
  };
  return (
    <>
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
      {guarding.hasMore && (
        <p className="soft small">
          More accounts have asked you than are looked at here. Have whom you know send you their link.
        </p>
      )}
      {agreeing && <AgreeDialog {...desk} asker={agreeing} onClose={close} onDone={close} />}
    </>
  );
}

interface AgreeDialogProps extends Desk {
  readonly asker: Address;
  readonly onDone: () => void;
  readonly onClose: () => void;
}

function AgreeDialog({ asker, onDone, onClose, ...desk }: AgreeDialogProps) {
  const { chain, account } = desk;
  const call = useMemo(() => answerCall(chain, { account: asker }), [chain, asker]);
  const agree = async (say: (what: string) => void): Promise<void> => {
    await tellRecovery(desk, call, say);
    onDone();
  };
  return (
    <Dialog title="Be their guardian?" onClose={onClose}>
      <p className="mono whole">{addressInGroups(asker)}</p>
      <p>
        If they lose every key, they make a new one and ask you to let it in. Only agree if you know whose
        account this is, and can tell then that it is they who ask. Your own account is not at stake.
      </p>
      <OwnFeeNote chain={chain} account={account} call={call} />
      <Decision approve="Agree with your passkey" onApprove={agree} onClose={onClose} close="Not now" />
    </Dialog>
  );
}
