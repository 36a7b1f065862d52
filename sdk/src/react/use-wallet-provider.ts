import { useEffect, useState } from "react";
import { useAccount } from "wagmi";
import { CONNECTOR_ID } from "../connector/zksync-sso-connector.js";
import type { WalletProvider } from "../provider/wallet-provider.js";

/** Returns the provider of the connected ZKsync SSO account; nothing while another wallet or none is connected. */
export function useWalletProvider(): WalletProvider | undefined {
  // Both versions of wagmi have this name.
  const { connector } = useAccount();
  const [provider, setProvider] = useState<WalletProvider>();
  useEffect(() => {
    let current = true;
    setProvider(undefined);
    // While wagmi reconnects, the connector is what was stored of it: without functions.
    if (connector?.type !== CONNECTOR_ID || typeof connector.getProvider !== "function") return;
    void connector.getProvider().then((found) => {
      if (current) setProvider(found as WalletProvider);
    });
    return () => {
      current = false;
    };
  }, [connector]);
  return provider;
}
