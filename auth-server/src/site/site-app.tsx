import { useState } from "react";
import { forgetAccount, knownAccount, rememberAccount } from "../account/known-account.ts";
import { forgetActivity } from "../activity/activity-store.ts";
import type { ChainConfig } from "../chains/chain-config.ts";
import { AccountPage } from "../desk/account-page.tsx";
import { NoPasskeysScreen } from "../welcome/no-passkeys-screen.tsx";
import { WelcomeScreen } from "../welcome/welcome-screen.tsx";
import "./site.css";
import { useKnownAccount } from "./use-known-account.ts";
import { WithChains } from "./with-chains.tsx";

/** The person's own page. */
export function App() {
  if (typeof PublicKeyCredential === "undefined") return <NoPasskeysScreen />;
  return <WithChains>{(chains) => <ChosenChain chains={chains} />}</WithChains>;
}

interface ChainsProps {
  readonly chains: readonly ChainConfig[];
}

function ChosenChain({ chains }: ChainsProps) {
  const [chain, setChain] = useState(() => chains.find(({ id }) => knownAccount(id)) ?? chains[0]);
  if (!chain) return null;
  return <OnChain key={chain.id} chains={chains} chain={chain} onChain={setChain} />;
}

interface OnChainProps extends ChainsProps {
  readonly chain: ChainConfig;
  readonly onChain: (chain: ChainConfig) => void;
}

function OnChain({ chains, chain, onChain }: OnChainProps) {
  const [account, setAccount] = useKnownAccount(chain.id);
  if (!account)
    return (
      <WelcomeScreen
        chains={chains}
        chain={chain}
        onChain={onChain}
        onAccount={(found) => {
          rememberAccount(chain.id, found);
          setAccount(found);
        }}
      />
    );
  return (
    <AccountPage
      key={account.address}
      chains={chains}
      chain={chain}
      account={account}
      onChain={onChain}
      onForget={() => {
        forgetAccount(chain.id);
        // It says whose account it was, and all that they did.
        void forgetActivity(chain.id, account.address);
        setAccount(undefined);
      }}
    />
  );
}
