import { useState } from "react";
import { useSessionLimits } from "@zksync-sso/sdk/react";
import type { Address, Hash } from "viem";
import { getGeneralPaymasterInput } from "viem/zksync";
import { useConfig } from "wagmi";
import { sendTransaction, waitForTransactionReceipt, writeContract } from "wagmi/actions";
import type { AppConfig } from "./app-config.ts";
import { MINT, TIP, TOKEN_ABI } from "./session.ts";
import { Failure } from "./failure.tsx";
import type { WagmiConfig } from "./wagmi-config.ts";

interface SpendingProps {
  readonly app: AppConfig;
  readonly address: Address;
  readonly onDone: () => void;
}

/** Tips and mints: signed by the session while it allows it, by the person in the other window beyond. */
export function Spending({ app, address, onDone }: SpendingProps) {
  const config = useConfig<WagmiConfig>();
  const { refetch } = useSessionLimits();
  const [done, setDone] = useState<string>();
  const [error, setError] = useState<Error>();
  const [isPending, setPending] = useState(false);

  const run = (what: string, send: () => Promise<Hash>): void => {
    setPending(true);
    setError(undefined);
    setDone(undefined);
    // Started in the click: a window may have to open.
    send()
      .then((hash) => waitForTransactionReceipt(config, { hash }))
      .then(() => {
        setDone(what);
        onDone();
        return refetch();
      })
      .catch(setError)
      .finally(() => {
        setPending(false);
      });
  };
  const mint = {
    address: app.token,
    abi: TOKEN_ABI,
    functionName: "mint",
    args: [address, MINT],
  } as const;
  const paymasterInput = getGeneralPaymasterInput({ innerInput: "0x" });

  return (
    <section aria-label="Spend">
      <button
        type="button"
        disabled={isPending}
        onClick={() => {
          run("Tipped 0.001 ETH.", () => sendTransaction(config, { to: app.tipJar, value: TIP }));
        }}
      >
        Tip 0.001 ETH
      </button>
      <button
        type="button"
        disabled={isPending}
        onClick={() => {
          run("Tipped 0.006 ETH.", () => sendTransaction(config, { to: app.tipJar, value: 6n * TIP }));
        }}
      >
        Tip 0.006 ETH, more than approved at once
      </button>
      <button
        type="button"
        disabled={isPending}
        onClick={() => {
          run("Minted 1 TEST.", () => writeContract(config, mint));
        }}
      >
        Mint 1 TEST
      </button>
      <button
        type="button"
        disabled={isPending}
        onClick={() => {
          run("Minted 1 TEST, and the sponsor paid.", () =>
            writeContract(config, { ...mint, paymaster: app.paymaster, paymasterInput }),
          );
        }}
      >
        Mint 1 TEST, sponsored
      </button>
      <p role="status">{isPending ? "On its way…" : done}</p>
      <Failure error={error} />
    </section>
  );
}
