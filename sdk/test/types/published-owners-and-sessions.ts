// Every export of the published client's ./client, ./client/session, ./client/ecdsa, ./abi and ./paymaster
// exists here under the same name, with a compatible type: what accepts its values accepts ours, and what we
// accept, it provides.

import type { Abi } from "viem";
import type * as theirAbi from "zksync-sso-published/abi";
import type * as theirClient from "zksync-sso-published/client";
import type * as theirEcdsa from "zksync-sso-published/client/ecdsa";
import type * as theirSession from "zksync-sso-published/client/session";
import type * as theirPaymaster from "zksync-sso-published/paymaster";
import * as ourAbi from "../../src/abi/index.js";
import * as ourClient from "../../src/client/index.js";
import * as ourEcdsa from "../../src/client/ecdsa/index.js";
import * as ourSession from "../../src/client/session/index.js";
import * as ourPaymaster from "../../src/paymaster/index.js";
import type { Gives, Mutual, Names } from "./compatible.js";

/** Functions: ours fit where theirs did. */
export const signSessionTransaction: typeof theirSession.signSessionTransaction =
  ourSession.signSessionTransaction;
export const toSessionAccount: typeof theirSession.toSessionAccount = ourSession.toSessionAccount;
export const toEcdsaAccount: typeof theirEcdsa.toEcdsaAccount = ourEcdsa.toEcdsaAccount;
export const toOwner: typeof theirEcdsa.toOwner = ourEcdsa.toOwner;
export const deployOwned: typeof theirEcdsa.deployAccount = ourEcdsa.deployAccount;
export const fetchOwned: typeof theirEcdsa.fetchAccount = ourEcdsa.fetchAccount;
export const fetchEcdsaAccount: typeof theirClient.fetchEcdsaAccount = ourClient.fetchEcdsaAccount;
export const deployModular: typeof theirClient.deployModularAccount = ourClient.deployModularAccount;
export const createGeneralPaymaster: typeof theirPaymaster.createGeneralPaymaster =
  ourPaymaster.createGeneralPaymaster;
export const createZyfiPaymaster: typeof theirPaymaster.createZyfiPaymaster =
  ourPaymaster.createZyfiPaymaster;
export const withPaymasterData: typeof theirPaymaster.getTransactionWithPaymasterData =
  ourPaymaster.getTransactionWithPaymasterData;

export const ecdsaWalletActions: typeof theirEcdsa.zksyncSsoEcdsaWalletActions =
  ourEcdsa.zksyncSsoEcdsaWalletActions;

/** Types. */
export const types: [
  Mutual<ourPaymaster.CustomPaymasterParameters, theirPaymaster.CustomPaymasterParameters>,
  Mutual<ourPaymaster.CustomPaymasterHandlerResponse, theirPaymaster.CustomPaymasterHandlerResponse>,
  Mutual<ourPaymaster.CustomPaymasterHandler, theirPaymaster.CustomPaymasterHandler>,
  Mutual<ourPaymaster.ZyfiPaymasterParams, theirPaymaster.ZyfiPaymasterParams>,
  Mutual<ourSession.SessionRequiredContracts, theirSession.SessionRequiredContracts>,
  Mutual<ourSession.SessionAccount, theirSession.SessionAccount>,
  // Their callback's arguments are a subset of ours.
  Gives<theirSession.ToSessionAccountParameters, ourSession.ToSessionAccountParameters>,
  Gives<SessionConfigOf<"theirs">, SessionConfigOf<"ours">>,
  Gives<ourSession.ZksyncSsoSessionClient["sessionKey"], theirSession.ZksyncSsoSessionClient["sessionKey"]>,
  Mutual<ourEcdsa.EcdsaRequiredContracts, theirEcdsa.EcdsaRequiredContracts>,
  Mutual<ourEcdsa.EcdsaAccount, theirEcdsa.EcdsaAccount>,
  Mutual<ourEcdsa.Signer, theirEcdsa.Signer>,
  Mutual<ourEcdsa.EthereumProvider, theirEcdsa.EthereumProvider>,
  Gives<theirEcdsa.ToEcdsaAccountParameters, ourEcdsa.ToEcdsaAccountParameters>,
  Gives<theirEcdsa.ZksyncSsoEcdsaClientConfig, ourEcdsa.ZksyncSsoEcdsaClientConfig>,
  Mutual<ourEcdsa.DeployAccountArgs, theirEcdsa.DeployAccountArgs>,
  Mutual<ourEcdsa.DeployAccountReturnType, theirEcdsa.DeployAccountReturnType>,
  Mutual<ourEcdsa.FetchAccountArgs, theirEcdsa.FetchAccountArgs>,
  Mutual<ourEcdsa.FetchAccountReturnType, theirEcdsa.FetchAccountReturnType>,
  // Ours accept a session by either name of its hash.
  Gives<ourEcdsa.ZksyncSsoEcdsaActions, theirEcdsa.ZksyncSsoEcdsaActions>,
] = [
  true,
  true,
  true,
  true,
  true,
  true,
  true,
  true,
  true,
  true,
  true,
  true,
  true,
  true,
  true,
  true,
  true,
  true,
  true,
  true,
];

/** Their events are an enum of their own; the arguments of a session client's callback are left out. */
type SessionConfigOf<whose extends "theirs" | "ours"> = Omit<
  whose extends "theirs"
    ? theirSession.ZksyncSsoSessionClientConfig
    : ourSession.ZksyncSsoSessionClientConfig,
  "onSessionStateChange"
>;

/** Clients are made as theirs were, and have viem's actions. */
export function clientsHaveTheActions(
  session: ourSession.ZksyncSsoSessionClient,
  owner: ourEcdsa.ZksyncSsoEcdsaClient,
) {
  const theirActions: Pick<theirSession.ZksyncSsoSessionClient, "sendTransaction" | "writeContract"> =
    session;
  const ownerActions: Pick<
    theirEcdsa.ZksyncSsoEcdsaClient,
    "createSession" | "revokeSession" | "signMessage"
  > = owner;
  return [theirActions, ownerActions];
}

/** Names. The suite has no contracts for OIDC. */
type Oidc = "OidcKeyRegistryAbi" | "OidcRecoveryValidatorAbi";

export const names: [
  Gives<Exclude<Names<typeof theirAbi>, Oidc>, keyof typeof ourAbi>,
  Gives<Names<typeof theirClient>, keyof typeof ourClient>,
  Gives<Names<typeof theirEcdsa>, keyof typeof ourEcdsa>,
  Gives<Names<typeof theirSession>, keyof typeof ourSession>,
  Gives<Names<typeof theirPaymaster>, keyof typeof ourPaymaster>,
] = [true, true, true, true, true];

/** Contracts and their ABIs are ours; viem can use each ABI. */
export const abis: Record<keyof typeof ourAbi, Abi> = ourAbi;
