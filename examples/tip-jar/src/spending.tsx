import { useState } from "react";
import { useSessionLimits } from "@zksync-sso/sdk/react";
import { parseEther, type Address, type Hash } from "viem";
import { getGeneralPaymasterInput } from "viem/zksync";
import { useConfig, useSendTransaction, useWriteContract } from "wagmi";
import { waitForTransactionReceipt } from "wagmi/actions";
import type { AppConfig } from "./app-config.ts";
import { TIP, TOKEN_ABI } from "./session.ts";
import { Failure } from "./tip-jar.tsx";

interface SpendingProps {
  readonly app: AppConfig;
  readonly address: Address;
  readonly onDone: () => void;
}

/** Tips and mints: signed by the session while it allows it, by the person in the other window beyond. */
export function Spending({ app, address, onDone }: SpendingProps) {
  const config = useConfig();
  const { mutateAsync: sendTransaction } = useSendTransaction();
  const { mutateAsync: writeContract } = useWriteContract();
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
    args: [address, parseEther("1")],
  } as const;
  const paymasterInput = getGeneralPaymasterInput({ innerInput: "0x" });

  return (
    <section aria-label="Spend">
      <button
        type="button"
        disabled={isPending}
        onClick={() => {
          run("Tipped 0.001 ETH.", () => sendTransaction({ to: app.tipJar, value: TIP }));
        }}
      >
        Tip 0.001 ETH
      </button>
      <button
        type="button"
        disabled={isPending}
        onClick={() => {
          run("Tipped 0.006 ETH.", () => sendTransaction({ to: app.tipJar, value: 6n * TIP }));
        }}
      >
        Tip 0.006 ETH, more than approved at once
      </button>
      <button
        type="button"
        disabled={isPending}
        onClick={() => {
          run("Minted 1 TEST.", () => writeContract(mint));
        }}
      >
        Mint 1 TEST
      </button>
      <button
        type="button"
        disabled={isPending}
        onClick={() => {
          const paid = { ...mint, paymaster: app.paymaster, paymasterInput };
          run("Minted 1 TEST, and the sponsor paid.", () => writeContract(paid as never));
        }}
      >
        Mint 1 TEST, sponsored
      </button>
      <p role="status">{isPending ? "On its way…" : done}</p>
      <Failure error={error} />
    </section>
  );
}
