import { zksyncSsoConnector } from "@zksync-sso/sdk/connector";
import { zksyncInMemoryNode } from "viem/chains";
import { createConfig, http } from "wagmi";
import type { AppConfig } from "./app-config.ts";
import { sessionOf } from "./session.ts";

/** Makes wagmi's configuration: one connector, one chain. */
export function wagmiConfig(app: AppConfig) {
  return createConfig({
    chains: [zksyncInMemoryNode],
    transports: { [zksyncInMemoryNode.id]: http(app.rpcUrl) },
    connectors: [
      zksyncSsoConnector({
        metadata: { name: "Tip jar" },
        authServerUrl: app.authServerUrl,
        session: sessionOf(app),
      }),
    ],
    pollingInterval: 500,
    multiInjectedProviderDiscovery: false,
  });
}

/** The configuration, with its chain: an Era chain, whose transactions may have a paymaster. */
export type WagmiConfig = ReturnType<typeof wagmiConfig>;
