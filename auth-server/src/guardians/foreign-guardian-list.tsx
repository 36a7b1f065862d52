import { useCallback, useState } from "react";
import type { Desk } from "../desk/desk.ts";
import { Shown } from "../ui/shown.tsx";
import { useReading } from "../ui/use-reading.ts";
import { useReturn } from "../ui/use-return.ts";
import { readForeignGuardians, type ForeignGuardian } from "./foreign-guardians.ts";
import { readForeignRecoveries } from "./foreign-recoveries.ts";
import { GuardianRow } from "./guardian-row.tsx";
import { PendingRecoveryNote } from "./pending-recovery-note.tsx";
import { RemoveGuardianDialog } from "./remove-guardian-dialog.tsx";

/** Shows who can get into the account on other pages, if anybody, and what it means if the person did not choose them. */
export function ForeignGuardianList(desk: Desk) {
  const { chain, account } = desk;
  const [removing, setRemoving] = useState<ForeignGuardian>();
  const { address } = account;
  const reading = useReading(useCallback(() => readForeignGuardians(chain, address), [chain, address]));
  const { value, problem, reload } = reading;
  const recovering = useReading(
    useCallback(() => readForeignRecoveries(chain, address, value ?? []), [chain, address, value]),
  );
  // The person has a day to see it, and the page may be open for longer.
  useReturn(recovering.reload);
  /** What the person has left may be done all the same. */
  const close = (): void => {
    setRemoving(undefined);
    reload();
  };
  if (!problem && !value?.length) return null;
  return (
    <>
      <Shown reading={reading}>
        {(guardians) =>
          guardians.length > 0 && (
            <div className="modules">
              {recovering.problem && <Shown reading={recovering}>{() => null}</Shown>}
              {recovering.value?.map((recovery) => (
                <PendingRecoveryNote
                  key={recovery.page}
                  {...desk}
                  recovery={recovery}
                  page={recovery.page}
                  onLeft={reload}
                />
              ))}
              <ul className="slip">
                {guardians.map((guardian) => (
                  <GuardianRow
                    key={`${guardian.page} ${guardian.address}`}
                    guardian={guardian}
                    what={
                      guardian.isReady ? "Can add a new passkey on another page" : "Was asked on another page"
                    }
                    onRemove={() => {
                      setRemoving(guardian);
                    }}
                  />
                ))}
              </ul>
              <p className="risk">
                A passkey that is let in on another page opens your account as yours does. If you did not
                choose them, somebody was in your account: remove them.
              </p>
            </div>
          )
        }
      </Shown>
      {removing && (
        <RemoveGuardianDialog
          {...desk}
          guardian={removing}
          page={removing.page}
          onClose={close}
          onDone={close}
        />
      )}
    </>
  );
}
