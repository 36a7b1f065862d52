import { WalletProvider, type WalletProviderConstructorOptions } from "../../src/index.js";
import { memorySessionKeyStore } from "../../src/session-key/index.js";
import { MemoryStorage } from "../../src/storage/memory-storage.js";
import type { LocalChain } from "./local-chain.js";
import type { ScriptedAuthServer } from "./scripted-auth-server.js";

/** Sends a provider any request, whatever its schema says. */
export type Ask = (request: { method: string; params?: unknown }) => Promise<unknown>;

/** An app's provider, and the EIP-1193 events it has emitted. */
export interface ProviderOfTest {
  readonly provider: WalletProvider;
  readonly ask: Ask;
  readonly told: [string, unknown][];
}

/** Makes a provider for a test's chain, and for another one that has no node. */
export function makeProvider(
  chain: LocalChain,
  authServer: ScriptedAuthServer,
  options: Partial<WalletProviderConstructorOptions>,
): ProviderOfTest {
  const provider = new WalletProvider({
    metadata: { name: "App" },
    chains: [chain.chain, { ...chain.chain, id: 324 }],
    transports: { [chain.chain.id]: chain.transport() },
    customCommunicator: authServer,
    storage: new MemoryStorage(),
    keyStore: memorySessionKeyStore(),
    ...options,
  });
  const told: [string, unknown][] = [];
  for (const event of ["connect", "disconnect", "accountsChanged", "chainChanged"])
    provider.on(event, (value: unknown) => told.push([event, value]));
  return { provider, ask: provider.request.bind(provider) as Ask, told };
}
