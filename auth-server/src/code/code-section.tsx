import { useCallback, useState } from "react";
import type { Desk } from "../desk/desk.ts";
import { Section } from "../ui/section.tsx";
import { Shown } from "../ui/shown.tsx";
import { useReading } from "../ui/use-reading.ts";
import { addressInGroups } from "../words/address.ts";
import { readCode } from "./read-code.ts";
import { UpgradeDialog } from "./upgrade-dialog.tsx";

/** Shows which code the account runs, and has the person decide about newer code. */
export function CodeSection(desk: Desk) {
  const { chain, account } = desk;
  const [isOpen, setOpen] = useState(false);
  const reading = useReading(useCallback(() => readCode(chain, account.address), [chain, account.address]));
  /** What the person has left may be done all the same. */
  const close = (): void => {
    setOpen(false);
    reading.reload();
  };
  return (
    <Section title="Account code">
      <Shown reading={reading}>
        {({ current, latest, isUpgradeAvailable, chooser }) => (
          <>
            {isUpgradeAvailable || chooser ? (
              <p className="risk">
                {chooser
                  ? `Another contract chooses your account’s code, and can change it at any time: ${addressInGroups(chooser)}. Whoever has that contract can do everything with your account. If it was not you who let it, somebody was in your account: update to the newest release, and nobody but you can change the code again.`
                  : "A new release is out. Your account keeps its code until you say so."}{" "}
                <button
                  type="button"
                  className="link"
                  onClick={() => {
                    setOpen(true);
                  }}
                >
                  See what changes
                </button>
              </p>
            ) : (
              <ul className="slip">
                <li>
                  <p className="first">
                    <span>The newest release</span>
                  </p>
                  <p className="second mono">{addressInGroups(current)}</p>
                  <p className="second">Nobody but you can change it.</p>
                </li>
              </ul>
            )}
            {isOpen && (
              <UpgradeDialog {...desk} current={current} latest={latest} onClose={close} onDone={close} />
            )}
          </>
        )}
      </Shown>
    </Section>
  );
}
