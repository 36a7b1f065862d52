import type {
  Address,
  Chain,
  Hash,
  PublicRpcSchema,
  RpcSchema as RpcSchemaGeneric,
  WalletRpcSchema,
} from "viem";
import type { SerializedEthereumRpcError } from "../errors/serialize-error.js";
import type { Message } from "../messages/message.js";
import type { SessionPreferences } from "../session/preferences.js";
import type { SessionConfigJSON } from "../session/session-config-json.js";
import type { AppMetadata } from "./app-metadata.js";

/** What an auth server is asked besides what every wallet is. */
export type AuthServerRpcSchema = [
  {
    Method: "eth_requestAccounts";
    Parameters: { metadata: AppMetadata; sessionPreferences?: SessionPreferences };
    ReturnType: {
      account: {
        address: Address;
        activeChainId: Chain["id"];
        session?: { sessionKey: Hash; sessionConfig: SessionConfigJSON };
      };
      chainsInfo: {
        id: Chain["id"];
        capabilities: Record<string, unknown>;
        contracts: { session: Address };
      }[];
    };
  },
];

/** Everything that can be asked. */
export type RpcSchema = WalletRpcSchema | PublicRpcSchema | AuthServerRpcSchema;

/** The name of a method of a schema. */
export type Method<TSchema extends RpcSchemaGeneric = RpcSchema> = TSchema[number]["Method"];

/** The parameters of a method. */
export type ExtractParams<
  TMethod extends Method<TSchema>,
  TSchema extends RpcSchemaGeneric = RpcSchema,
> = TSchema extends (infer each)[]
  ? each extends { Method: TMethod; Parameters: infer parameters }
    ? parameters
    : never
  : never;

/** What a method answers. */
export type ExtractReturnType<
  TMethod extends Method<TSchema>,
  TSchema extends RpcSchemaGeneric = RpcSchema,
> = TSchema extends (infer each)[]
  ? each extends { Method: TMethod; ReturnType: infer result }
    ? result
    : never
  : never;

/** A request to the auth server. */
export interface RPCRequestMessage<
  TMethod extends Method<TSchema>,
  TSchema extends RpcSchemaGeneric = RpcSchema,
> extends Message {
  content: { action: RequestArguments<TMethod, TSchema>; chainId: number };
}

/** The auth server's answer. */
export interface RPCResponseMessage<T = unknown> extends Message {
  requestId: NonNullable<Message["requestId"]>;
  content: { result?: T; error?: SerializedEthereumRpcError };
}

/** A request: EIP-1193's `RequestArguments`. */
export interface RequestArguments<M extends Method<TSchema>, TSchema extends RpcSchemaGeneric = RpcSchema> {
  readonly method: M;
  readonly params?: ExtractParams<M, TSchema>;
}
