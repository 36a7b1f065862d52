import { useState } from "react";
import type { ChainConfig } from "../chains/chain-config.ts";
import { WithChains } from "../site/with-chains.tsx";
import "../site/site.css";
import { NoPasskeysScreen } from "../welcome/no-passkeys-screen.tsx";
import { FindAccountScreen } from "./find-account-screen.tsx";
import type { Recoverable } from "./find-recoverable.ts";
import { NewPasskeyScreen } from "./new-passkey-screen.tsx";
import { ProgressScreen } from "./progress-screen.tsx";
import { forgetRecovery } from "./stored-recovery.ts";
import { useStoredRecovery } from "./use-stored-recovery.ts";

/** The page for somebody who has lost their keys. */
export function App() {
  if (typeof PublicKeyCredential === "undefined") return <NoPasskeysScreen />;
  return <WithChains>{(chains) => <Steps chains={chains} />}</WithChains>;
}

function Steps({ chains }: { readonly chains: readonly ChainConfig[] }) {
  const [stored, setStored] = useStoredRecovery(chains);
  const [chosen, setChain] = useState(chains[0]);
  const [found, setFound] = useState<Recoverable>();
  const chain = stored ? chains.find(({ id }) => id === stored.chainId) : chosen;
  if (stored && chain)
    return (
      <ProgressScreen
        key={stored.account.credentialId}
        chain={chain}
        stored={stored}
        onForget={() => {
          forgetRecovery(stored);
          setFound(undefined);
          setStored(undefined);
        }}
      />
    );
  // Of a chain that the page serves no more.
  if (!chosen) return null;
  if (found)
    return (
      <NewPasskeyScreen
        chain={chosen}
        chains={chains}
        recoverable={found}
        onMade={setStored}
        onBack={() => {
          setFound(undefined);
        }}
      />
    );
  return (
    <FindAccountScreen key={chosen.id} chains={chains} chain={chosen} onChain={setChain} onFound={setFound} />
  );
}
