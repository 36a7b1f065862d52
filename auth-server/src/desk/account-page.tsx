import { useCallback, useState } from "react";
import { ActivitySection } from "../activity/activity-section.tsx";
import { AppsSection } from "../apps/apps-section.tsx";
import { BalanceSection } from "../balance/balance-section.tsx";
import type { KnownAccount } from "../account/known-account.ts";
import { chainTime } from "../chains/check-chain.ts";
import type { ChainConfig } from "../chains/chain-config.ts";
import { CodeSection } from "../code/code-section.tsx";
import { GuardiansSection } from "../guardians/guardians-section.tsx";
import { KeysSection } from "../keys/keys-section.tsx";
import { ChainChoice } from "../ui/chain-choice.tsx";
import { CopyButton } from "../ui/copy-button.tsx";
import { Shown } from "../ui/shown.tsx";
import { useReading } from "../ui/use-reading.ts";
import { useReturn } from "../ui/use-return.ts";
import { addressInGroups } from "../words/address.ts";
import { LogOutDialog } from "./log-out-dialog.tsx";
import { useChainNow } from "./use-chain-now.ts";

interface AccountPageProps {
  readonly chains: readonly ChainConfig[];
  readonly chain: ChainConfig;
  readonly account: KnownAccount;
  readonly onChain: (chain: ChainConfig) => void;
  /** This device is to know the account no more. */
  readonly onForget: () => void;
}

/** Shows somebody their account, and all that can be done with it. */
export function AccountPage({ chains, chain, account, onChain, onForget }: AccountPageProps) {
  const [isLeaving, setLeaving] = useState(false);
  const time = useReading(useCallback(() => chainTime(chain), [chain]));
  // The clock that counts on from there stands still while the device sleeps.
  useReturn(time.reload);
  return (
    <div className="desk appear">
      <header className="top">
        <h1>Your account</h1>
        <p className="own">
          <span className="mono">{addressInGroups(account.address)}</span>{" "}
          <CopyButton text={account.address} what="your address" />
        </p>
      </header>
      <main>
        <Shown reading={time}>
          {(said) => <Sections chain={chain} account={account} said={said} onForget={onForget} />}
        </Shown>
      </main>
      <footer className="foot">
        <button
          type="button"
          className="link"
          onClick={() => {
            setLeaving(true);
          }}
        >
          Log out of this device
        </button>
        <ChainChoice chains={chains} chain={chain} onChain={onChain} />
      </footer>
      {isLeaving && (
        <LogOutDialog
          onForget={onForget}
          onClose={() => {
            setLeaving(false);
          }}
        />
      )}
    </div>
  );
}

interface SectionsProps {
  readonly chain: ChainConfig;
  readonly account: KnownAccount;
  readonly said: bigint;
  readonly onForget: () => void;
}

function Sections({ chain, account, said, onForget }: SectionsProps) {
  const now = useChainNow(said);
  const desk = { chain, account, now };
  return (
    <>
      <BalanceSection {...desk} />
      <div className="columns">
        <AppsSection {...desk} />
        <KeysSection {...desk} onForget={onForget} />
        <GuardiansSection {...desk} />
        <CodeSection {...desk} />
        <ActivitySection {...desk} />
      </div>
    </>
  );
}
