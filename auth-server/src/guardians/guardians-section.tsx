import { useCallback, useState } from "react";
import { listGuardians, pendingRecovery, type Guardian } from "@zksync-sso/sdk/client";
import { nodeClient } from "../account/account-client.ts";
import type { Desk } from "../desk/desk.ts";
import { CopyButton } from "../ui/copy-button.tsx";
import { Section } from "../ui/section.tsx";
import { Shown } from "../ui/shown.tsx";
import { useReading } from "../ui/use-reading.ts";
import { useReturn } from "../ui/use-return.ts";
import { addressInGroups } from "../words/address.ts";
import { AskGuardianDialog } from "./ask-guardian-dialog.tsx";
import { ForeignGuardianList } from "./foreign-guardian-list.tsx";
import { GuardedList } from "./guarded-list.tsx";
import { guardianLink } from "./guardian-request.ts";
import { GuardianRow } from "./guardian-row.tsx";
import { PendingRecoveryNote } from "./pending-recovery-note.tsx";
import { readGuarding } from "./read-guardians.ts";
import { RemoveGuardianDialog } from "./remove-guardian-dialog.tsx";

/** Shows who gets the person back in if every key is lost, and for whom they do the same. */
export function GuardiansSection(desk: Desk) {
  const { chain, account } = desk;
  const [isAsking, setAsking] = useState(false);
  const [removing, setRemoving] = useState<Guardian>();
  const { address } = account;
  // Apart from each other: what somebody else can make long must not hide that a recovery is pending.
  const recovering = useReading(
    useCallback(
      () => pendingRecovery(nodeClient(chain), { account: address, contracts: chain.contracts }),
      [chain, address],
    ),
  );
  // The person has a day to see it, and the page may be open for longer.
  useReturn(recovering.reload);
  const reading = useReading(
    useCallback(
      () => listGuardians(nodeClient(chain), { account: address, contracts: chain.contracts }),
      [chain, address],
    ),
  );
  const guarding = useReading(useCallback(() => readGuarding(chain, address), [chain, address]));
  const reload = (): void => {
    for (const each of [recovering, reading, guarding]) each.reload();
  };
  /** What the person has left may be done all the same. */
  const close = (): void => {
    setAsking(false);
    setRemoving(undefined);
    reload();
  };
  const { value } = reading;
  return (
    <div className="stack">
      <Section
        title="If you lose every key"
        action={
          value && (
            <button
              type="button"
              className="link"
              onClick={() => {
                setAsking(true);
              }}
            >
              Choose a guardian
            </button>
          )
        }
      >
        {recovering.problem && <Shown reading={recovering}>{() => null}</Shown>}
        {recovering.value && <PendingRecoveryNote {...desk} recovery={recovering.value} onLeft={reload} />}
        <Shown reading={reading}>
          {(guardians) =>
            guardians.length > 0 ? (
              <ul className="slip">
                {guardians.map((guardian) => (
                  <GuardianRow
                    key={guardian.address}
                    guardian={guardian}
                    what={guardian.isReady ? "Can add a new passkey for you" : "Has not agreed yet"}
                    onRemove={() => {
                      setRemoving(guardian);
                    }}
                  >
                    {!guardian.isReady && (
                      <p className="second">
                        <CopyButton
                          text={guardianLink(window.location.origin, { chainId: chain.id, account: address })}
                          what={`for ${addressInGroups(guardian.address)}`}
                          label="Copy the link for them"
                        />
                      </p>
                    )}
                  </GuardianRow>
                ))}
              </ul>
            ) : (
              <p className="empty">
                Nobody yet. A guardian is somebody you trust who can add a new passkey for you, one day after
                saying so. Whom you choose will be here.
              </p>
            )
          }
        </Shown>
        <ForeignGuardianList {...desk} />
      </Section>
      <GuardedList {...desk} reading={guarding} onLeft={reload} />
      {isAsking && <AskGuardianDialog {...desk} guardians={value ?? []} onClose={close} onDone={close} />}
      {removing && <RemoveGuardianDialog {...desk} guardian={removing} onClose={close} onDone={close} />}
    </div>
  );
}
