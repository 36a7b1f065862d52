import { useBalance, useConnect, useConnection, useConnectors, useDisconnect } from "wagmi";
import type { AppConfig } from "./app-config.ts";
import { ethInWords } from "./eth-in-words.ts";
import { Failure } from "./failure.tsx";
import { Faucet } from "./faucet.tsx";
import { Limits } from "./limits.tsx";
import { Spending } from "./spending.tsx";

/** The page: connect, then tip and mint without another window, within what was approved. */
export function TipJar({ app }: { readonly app: AppConfig }) {
  const { address, status } = useConnection();
  return (
    <main>
      <h1>Tip jar</h1>
      {address === undefined || status !== "connected" ? (
        <Connect />
      ) : (
        <Connected app={app} address={address} />
      )}
    </main>
  );
}

function Connect() {
  const { mutate: connect, isPending, error } = useConnect();
  const [connector] = useConnectors();
  return (
    <>
      <p>
        Approve once what this page may do: ten tips of 0.001 ETH, five mints, and their fees. After that, no
        window opens.
      </p>
      <button
        type="button"
        disabled={isPending || !connector}
        onClick={() => {
          if (connector) connect({ connector });
        }}
      >
        {isPending ? "Waiting for you in the other window…" : "Connect"}
      </button>
      <Failure error={error} />
    </>
  );
}

function Connected({ app, address }: { readonly app: AppConfig; readonly address: `0x${string}` }) {
  const { mutate: disconnect } = useDisconnect();
  const balance = useBalance({ address });
  const refresh = (): void => {
    void balance.refetch();
  };
  return (
    <>
      <p>
        <output aria-label="Your account" className="address">
          {address}
        </output>
        <br />
        <output aria-label="Your balance">{balance.data ? ethInWords(balance.data.value) : "…"}</output>
      </p>
      {app.faucetKey && <Faucet app={app} faucetKey={app.faucetKey} address={address} onDone={refresh} />}
      <Spending app={app} address={address} onDone={refresh} />
      <Limits />
      <button
        type="button"
        className="quiet"
        onClick={() => {
          disconnect();
        }}
      >
        Disconnect
      </button>
    </>
  );
}
