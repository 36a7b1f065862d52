import type { CreateConnectorFn } from "@wagmi/core";
import { getAddress, hexToNumber, type Address } from "viem";
import type { Communicator } from "../communicator/communicator.js";
import { isRedirect } from "../communicator/is-redirect.js";
import type { CustomPaymasterHandler } from "../paymaster/index.js";
import type { AppMetadata } from "../provider/app-metadata.js";
import type { ProviderInterface } from "../provider/provider-interface.js";
import { WALLET_ICON, WALLET_NAME, WALLET_RDNS } from "../provider/wallet-info.js";
import type { WalletProviderConstructorOptions } from "../provider/wallet-provider-options.js";
import { WalletProvider } from "../provider/wallet-provider.js";
import type { SessionPreferences } from "../session/preferences.js";

/** What a connector is made of; everything has a default. */
export type ZksyncSsoConnectorOptions = {
  /** What the app says of itself; what its page says if not given. */
  metadata?: Partial<AppMetadata>;
  /** The session to ask for when connecting; without one, the owner is asked for each transaction. */
  session?: SessionPreferences | (() => SessionPreferences | Promise<SessionPreferences>);
  /** The auth server's page for requests. */
  authServerUrl?: string;
  /** Chooses a paymaster for each transaction that has none. */
  paymasterHandler?: CustomPaymasterHandler;
  /** Carries messages to the auth server; a popup if not given. */
  communicator?: Communicator;
} & Pick<
  WalletProviderConstructorOptions,
  "keyStore" | "onSessionStateChange" | "revokeOnDisconnect" | "skipPreTransactionStateValidation" | "storage"
>;

/** What a connector has besides what wagmi asks for. */
type Properties = Record<string, unknown>;

/** Of the connector, as its `id` and its `type`: by these it is told from other connectors. */
export const CONNECTOR_ID = "zksync-sso";

/**
 * Makes a connector for wagmi's configuration, of its core in version 2 or 3. It may be made on a server.
 *
 * @example
 * createConfig({ chains, transports, connectors: [zksyncSsoConnector({ session: { feeLimit: parseEther("0.1"), transfers } })] })
 */
export function zksyncSsoConnector(
  parameters: ZksyncSsoConnectorOptions = {},
): CreateConnectorFn<ProviderInterface, Properties, Properties> {
  const { communicator, metadata, ...options } = parameters;
  const connector: CreateConnectorFn<WalletProvider, Properties, Properties> = ({
    chains,
    emitter,
    transports,
  }) => {
    let made: WalletProvider | undefined;
    const provider = (): WalletProvider => {
      made ??= listened(
        new WalletProvider({
          ...options,
          metadata,
          chains,
          ...(transports && { transports }),
          ...(communicator && { customCommunicator: communicator }),
        }),
      );
      return made;
    };
    const accountsOf = async (): Promise<readonly Address[]> =>
      ((await provider().request({ method: "eth_accounts" })) as Address[]).map((account) =>
        getAddress(account),
      );
    const chainIdOf = async (): Promise<number> =>
      hexToNumber((await provider().request({ method: "eth_chainId" })) as `0x${string}`);

    const handlers = {
      onAccountsChanged: (accounts: string[]) => {
        if (accounts.length > 0)
          emitter.emit("change", { accounts: accounts.map((each) => getAddress(each)) });
      },
      onChainChanged: (chainId: string) => {
        emitter.emit("change", { chainId: hexToNumber(chainId as `0x${string}`) });
      },
      onDisconnect: () => {
        emitter.emit("disconnect");
      },
    };
    /** Connects wagmi, unless it connects already: somebody may do so in another tab, or have come back from the auth server. */
    const tellConnected = async (): Promise<void> => {
      const [accounts, chainId] = await Promise.all([accountsOf(), chainIdOf()]);
      if (provider().connected) emitter.emit("connect", { accounts, chainId });
    };
    const listened = (walletProvider: WalletProvider): WalletProvider =>
      walletProvider
        .on("connect", () => void tellConnected())
        .on("accountsChanged", handlers.onAccountsChanged)
        .on("chainChanged", handlers.onChainChanged)
        .on("disconnect", handlers.onDisconnect)
        .on("message", ({ type, data }) => {
          emitter.emit("message", { type, data });
        });

    let returning: Promise<void> | undefined;
    const comeBack = async (): Promise<void> => {
      try {
        await provider().resume();
      } catch (error) {
        // Nobody waits for it.
        emitter.emit("error", { error: error as Error });
      }
    };
    return {
      id: CONNECTOR_ID,
      name: WALLET_NAME,
      type: CONNECTOR_ID,
      icon: WALLET_ICON,
      rdns: WALLET_RDNS,
      ...handlers,

      /** Comes back from the auth server, if the page was left for it. */
      async setup() {
        if (communicator && isRedirect(communicator) && typeof window !== "undefined")
          await (returning = comeBack());
      },

      async connect(request = {}) {
        // Nothing may be awaited before the popup is open.
        const connecting = request.isReconnecting ? accountsOf() : provider().handshake(request.chainId);
        await connecting;
        if (request.chainId !== undefined && request.chainId !== (await chainIdOf()))
          await switchChain(provider(), request.chainId);
        const addresses = await accountsOf();
        const accounts = request.withCapabilities
          ? addresses.map((address) => ({ address, capabilities: {} }))
          : addresses;
        return { accounts: accounts as never, chainId: await chainIdOf() };
      },

      async disconnect() {
        await provider().disconnect();
      },

      getAccounts: accountsOf,
      getChainId: chainIdOf,
      getProvider: () => Promise.resolve(provider()),

      async getClient(request) {
        return (await provider().getClient(request)) as never;
      },

      async isAuthorized() {
        // wagmi asks at the page's start, which may be that of a page that has come back with the answer.
        if (!provider().connected) await returning;
        return provider().connected;
      },

      async switchChain({ chainId }) {
        await switchChain(provider(), chainId);
        return chains.find(({ id }) => id === chainId) as (typeof chains)[0];
      },
    };
  };
  return connector as CreateConnectorFn<ProviderInterface, Properties, Properties>;
}

async function switchChain(provider: WalletProvider, chainId: number): Promise<void> {
  await provider.request({
    method: "wallet_switchEthereumChain",
    params: [{ chainId: `0x${chainId.toString(16)}` }],
  });
}
