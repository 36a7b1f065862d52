import type { WalletClient } from "viem";
import type { ZksyncSsoSessionClient } from "../client/session/index.js";
import type { EventEmitter, Listener } from "./event-emitter.js";
import type { ExtractReturnType, Method, RequestArguments } from "./rpc-schema.js";

/** An error that a provider throws (EIP-1193). */
export interface ProviderRpcError extends Error {
  message: string;
  code: number;
  data?: unknown;
}

/** What the event `message` hands over (EIP-1193). */
export interface ProviderMessage {
  type: string;
  data: unknown;
}

/** What the event `connect` hands over (EIP-1193). */
export interface ProviderConnectInfo {
  readonly chainId: string;
}

/** A viem client of the connected account: for its session, or for what the owner is to be asked. */
export type SsoClient = ZksyncSsoSessionClient | WalletClient;

/** A wallet's provider: that of EIP-1193, which can also disconnect and make a viem client. */
export interface ProviderInterface extends EventEmitter {
  request<M extends Method>(args: RequestArguments<M>): Promise<ExtractReturnType<M>>;
  disconnect(): Promise<void>;
  getClient(parameters?: { chainId?: number }): Promise<SsoClient> | SsoClient;
  on(event: "connect", listener: (info: ProviderConnectInfo) => void): this;
  on(event: "disconnect", listener: (error: ProviderRpcError) => void): this;
  on(event: "chainChanged", listener: (chainId: string) => void): this;
  on(event: "accountsChanged", listener: (accounts: string[]) => void): this;
  on(event: "message", listener: (message: ProviderMessage) => void): this;
  on(event: string | symbol, listener: Listener, context?: unknown): this;
}
