import type { ChainConfig } from "../chains/chain-config.ts";
import { Decision } from "../ui/decision.tsx";
import { Screen } from "../ui/screen.tsx";
import { addressInGroups } from "../words/address.ts";
import type { Recoverable } from "./find-recoverable.ts";
import { GuardianAddresses } from "./guardian-addresses.tsx";
import { makeRecoveryPasskey } from "./new-passkey.ts";
import type { StoredRecovery } from "./stored-recovery.ts";

interface NewPasskeyScreenProps {
  readonly chain: ChainConfig;
  readonly chains: readonly ChainConfig[];
  readonly recoverable: Recoverable;
  readonly onMade: (recovery: StoredRecovery) => void;
  readonly onBack: () => void;
}

/** Has somebody make the passkey that a guardian is to let in. */
export function NewPasskeyScreen({ chain, chains, recoverable, onMade, onBack }: NewPasskeyScreenProps) {
  const { address, guardians } = recoverable;
  return (
    <Screen>
      <h1>Make a new passkey for this account.</h1>
      <ul className="slip">
        <li>
          <p className="first">
            <span>Your account</span>
          </p>
          <p className="second mono">{addressInGroups(address)}</p>
        </li>
        <GuardianAddresses guardians={guardians} />
      </ul>
      <p className="soft">
        It stays on this device and opens nothing yet:{" "}
        {guardians.length === 1 ? "your guardian" : "one of them"} has to let it in.
      </p>
      <div className="rest" />
      <Decision
        approve="Make a new passkey"
        onApprove={async () => {
          onMade(await makeRecoveryPasskey(chain, chains, address));
        }}
        onClose={onBack}
        close="Back"
      />
      <footer className="foot">
        <span />
        <span>{chain.name}</span>
      </footer>
    </Screen>
  );
}
