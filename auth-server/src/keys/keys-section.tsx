import { useCallback, useState } from "react";
import { quotedName } from "@zksync-sso/sdk/session";
import type { Address } from "viem";
import type { Desk } from "../desk/desk.ts";
import { hostOf } from "../ui/asker.tsx";
import { Section } from "../ui/section.tsx";
import { Shown } from "../ui/shown.tsx";
import { useReading } from "../ui/use-reading.ts";
import { addressInGroups } from "../words/address.ts";
import { sinceInWords } from "../words/time.ts";
import { AddPasskeyDialog } from "./add-passkey-dialog.tsx";
import { isOfPage, isUsedHere } from "./is-of-page.ts";
import { mayGo } from "./may-go.ts";
import { ModuleList } from "./module-list.tsx";
import { readKeys, type AccountPasskey } from "./read-keys.ts";
import type { ForeignModule } from "./read-modules.ts";
import { RemoveModuleDialog } from "./remove-module-dialog.tsx";
import { RemoveOwnerDialog } from "./remove-owner-dialog.tsx";
import { RemovePasskeyDialog } from "./remove-passkey-dialog.tsx";

interface KeysSectionProps extends Desk {
  /** The passkey of this device opens the account no more. */
  readonly onForget: () => void;
}

/** Shows what opens the account, adds passkeys and removes them. */
export function KeysSection({ onForget, ...desk }: KeysSectionProps) {
  const { chain, account } = desk;
  const [isAdding, setAdding] = useState(false);
  const [removing, setRemoving] = useState<AccountPasskey>();
  const [removingOwner, setRemovingOwner] = useState<Address>();
  const [removingModule, setRemovingModule] = useState<ForeignModule>();
  const reading = useReading(useCallback(() => readKeys(chain, account.address), [chain, account.address]));
  const passkeys = reading.value?.passkeys ?? [];
  /** Of what the person has left, some may be done, or all of it. */
  const close = (): void => {
    setAdding(false);
    setRemoving(undefined);
    setRemovingOwner(undefined);
    setRemovingModule(undefined);
    reading.reload();
  };
  return (
    <Section
      title="Your keys"
      action={
        reading.value && (
          <button
            type="button"
            className="link"
            onClick={() => {
              setAdding(true);
            }}
          >
            Add a passkey
          </button>
        )
      }
    >
      <Shown reading={reading}>
        {({ owners, modules }) => (
          <>
            <ul className="slip">
              {passkeys.map((passkey) => (
                <PasskeyRow
                  key={`${passkey.origin} ${passkey.credentialId}`}
                  passkey={passkey}
                  isHere={isUsedHere(passkey, account)}
                  {...(mayGo(passkey, passkeys) && { onRemove: setRemoving })}
                />
              ))}
              {owners.map((owner) => (
                <OwnerRow
                  key={owner}
                  owner={owner}
                  onRemove={() => {
                    setRemovingOwner(owner);
                  }}
                />
              ))}
            </ul>
            {passkeys.length === 1 && owners.length === 0 && (
              <p className="soft small note">
                This is the only one. Add a second, or choose a guardian, before you need it.
              </p>
            )}
            {modules.length > 0 && <ModuleList modules={modules} onRemove={setRemovingModule} />}
          </>
        )}
      </Shown>
      {isAdding && <AddPasskeyDialog {...desk} passkeys={passkeys} onClose={close} onDone={close} />}
      {removing && (
        <RemovePasskeyDialog
          {...desk}
          passkey={removing}
          onClose={close}
          onDone={() => {
            close();
            if (isUsedHere(removing, account)) onForget();
          }}
        />
      )}
      {removingOwner && <RemoveOwnerDialog {...desk} owner={removingOwner} onClose={close} onDone={close} />}
      {removingModule && (
        <RemoveModuleDialog {...desk} module={removingModule} onClose={close} onDone={close} />
      )}
    </Section>
  );
}

interface OwnerRowProps {
  readonly owner: Address;
  readonly onRemove: () => void;
}

/** A key that is none of this page's. It may go: the passkey that removes it stays. */
function OwnerRow({ owner, onRemove }: OwnerRowProps) {
  return (
    <li>
      <p className="first">
        <span>A key kept elsewhere</span>
        <span>owner</span>
      </p>
      <p className="second mono">{addressInGroups(owner)}</p>
      <p className="end">
        <button type="button" className="link stop" onClick={onRemove}>
          Remove<span className="unseen"> the key {addressInGroups(owner)}</span>
        </button>
      </p>
    </li>
  );
}

interface PasskeyRowProps {
  readonly passkey: AccountPasskey;
  readonly isHere: boolean;
  readonly onRemove?: (passkey: AccountPasskey) => void;
}

function PasskeyRow({ passkey, isHere, onRemove }: PasskeyRowProps) {
  const { credentialId, origin, since } = passkey;
  const name = isHere ? "This device" : "Another device";
  return (
    <li>
      <p className="first">
        <span>{name}</span>
        <span>passkey</span>
      </p>
      <p className="second apart">
        <span>
          Added {sinceInWords(since)} · <span className="mono">{credentialId.slice(0, 6)}…</span>
        </span>
        {onRemove && (
          <button
            type="button"
            className="link stop"
            onClick={() => {
              onRemove(passkey);
            }}
          >
            Remove<span className="unseen"> the passkey of {isHere ? "this" : "another"} device</span>
          </button>
        )}
      </p>
      {!isOfPage(passkey) && <p className="second">Works on {pageName(origin)} only</p>}
    </li>
  );
}

/** Names a page by its origin. Whoever let a passkey in may have written anything there: an app's, or words. */
function pageName(origin: string): string {
  const isWeb = URL.canParse(origin) && new URL(origin).origin === origin;
  return isWeb ? hostOf(origin) : (quotedName(origin, LONGEST_ORIGIN) ?? "another page");
}

/** In characters. */
const LONGEST_ORIGIN = 100;
