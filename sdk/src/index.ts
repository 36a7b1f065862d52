// The wallet's provider, for apps without wagmi.

export { announceProvider, type ProviderInfo } from "./provider/announce-provider.js";
export type { ConnectedSession } from "./provider/connection.js";
export { EventEmitter, type Listener } from "./provider/event-emitter.js";
export type {
  ProviderConnectInfo,
  ProviderInterface,
  ProviderMessage,
  ProviderRpcError,
  SsoClient,
} from "./provider/provider-interface.js";
export type { AppMetadata } from "./provider/app-metadata.js";
export type { RequestArguments } from "./provider/rpc-schema.js";
export type { RequestSessionOptions } from "./provider/request-session-options.js";
export type { Resumed } from "./provider/resumed.js";
export { WalletProvider } from "./provider/wallet-provider.js";
export type {
  SessionStateChange,
  WalletProviderConstructorOptions,
} from "./provider/wallet-provider-options.js";
export type { SessionPreferences } from "./session/preferences.js";
export type { StorageLike } from "./storage/storage-like.js";
