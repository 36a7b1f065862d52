import { useState } from "react";
import { createWalletClient, http, parseEther, publicActions, type Address, type Hex } from "viem";
import { privateKeyToAccount } from "viem/accounts";
import { zksyncInMemoryNode } from "viem/chains";
import type { AppConfig } from "./app-config.ts";
import { Failure } from "./failure.tsx";

interface FaucetProps {
  readonly app: AppConfig;
  readonly faucetKey: Hex;
  readonly address: Address;
  readonly onDone: () => void;
}

/** Sends the account some test ETH: on a chain for trying things out, where the faucet's key is everybody's. */
export function Faucet({ app, faucetKey, address, onDone }: FaucetProps) {
  const [error, setError] = useState<Error>();
  const [isPending, setPending] = useState(false);
  const fill = (): void => {
    setPending(true);
    setError(undefined);
    sendTestEth(app, faucetKey, address)
      .then(onDone, setError)
      .finally(() => {
        setPending(false);
      });
  };
  return (
    <>
      <button type="button" className="quiet" disabled={isPending} onClick={fill}>
        Get 0.1 test ETH
      </button>
      <Failure error={error} />
    </>
  );
}

async function sendTestEth({ rpcUrl }: AppConfig, faucetKey: Hex, to: Address): Promise<void> {
  const faucet = createWalletClient({
    account: privateKeyToAccount(faucetKey),
    chain: zksyncInMemoryNode,
    transport: http(rpcUrl),
    pollingInterval: 250,
  }).extend(publicActions);
  const hash = await faucet.sendTransaction({ to, value: parseEther("0.1") });
  await faucet.waitForTransactionReceipt({ hash });
}
