// Every export of the published package's `.`, `./connector`, `./communicator` and `./client-auth-server`
// exists here under the same name, with a compatible type.

import type * as their from "zksync-sso-published";
import type * as theirAuth from "zksync-sso-published/client-auth-server";
import type * as theirCommunicator from "zksync-sso-published/communicator";
import type * as theirConnector from "zksync-sso-published/connector";
import type * as ourAuth from "../../src/client-auth-server/index.js";
import type * as ourCommunicator from "../../src/communicator/index.js";
import type * as ourConnector from "../../src/connector/index.js";
import type * as our from "../../src/index.js";
import type { Gives, Mutual, Names } from "./compatible.js";

/** Names of values. */
export const names: [
  Gives<Names<typeof their>, keyof typeof our>,
  Gives<Names<typeof theirConnector>, keyof typeof ourConnector>,
  Gives<Names<typeof theirCommunicator>, keyof typeof ourCommunicator>,
  Gives<Names<typeof theirAuth>, keyof typeof ourAuth>,
] = [true, true, true, true];

/** Options: any options for theirs work for ours. */
export const options: [
  Gives<
    Omit<theirConnector.ZksyncSsoConnectorOptions, "communicator">,
    ourConnector.ZksyncSsoConnectorOptions
  >,
  Gives<
    Omit<their.WalletProviderConstructorOptions, "customCommunicator" | "onSessionStateChange">,
    our.WalletProviderConstructorOptions
  >,
  Gives<theirConnector.ZksyncSsoConnectorOptions["communicator"], ourCommunicator.Communicator | undefined>,
] = [true, true, true];

/** Types of messages and of the provider. */
export const types: [
  Mutual<our.AppMetadata, their.AppMetadata>,
  Gives<their.SessionPreferences, our.SessionPreferences>,
  Mutual<ourCommunicator.Message, theirCommunicator.Message>,
  Mutual<ourCommunicator.Communicator, theirCommunicator.Communicator>,
  Mutual<ourCommunicator.PopupConfigMessage, theirCommunicator.PopupConfigMessage>,
  Gives<keyof theirCommunicator.PopupCommunicator, keyof ourCommunicator.PopupCommunicator>,
  Gives<keyof their.WalletProvider, keyof our.WalletProvider>,
  Gives<keyof their.ProviderInterface, keyof our.ProviderInterface>,
  Mutual<ourAuth.ProviderRpcError, theirAuth.ProviderRpcError>,
  Gives<ourAuth.RequestArguments<"eth_chainId">, theirAuth.RequestArguments<"eth_chainId">>,
  Mutual<ourAuth.RPCResponseMessage<string>, theirAuth.RPCResponseMessage<string>>,
  Mutual<ourAuth.ExtractReturnType<"eth_accounts">, theirAuth.ExtractReturnType<"eth_accounts">>,
] = [true, true, true, true, true, true, true, true, true, true, true, true];

/** Types of which only the existence is checked. */
export type Named = [
  ourAuth.AuthServerRpcSchema,
  ourAuth.ExtractParams<"eth_call">,
  ourAuth.Method,
  ourAuth.RPCRequestMessage<"eth_call">,
  ourAuth.RpcSchema,
  ourAuth.TypesafePartialCallPolicy<[], never>,
  ourConnector.GetConnectedSsoClientReturnType,
];
