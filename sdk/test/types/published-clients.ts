// Every export of the published client's account paths exists here under the same name, with a compatible
// type: what accepts its values accepts ours, and what we accept, it provides.

import type * as theirClient from "zksync-sso-published/client";
import type * as theirOidc from "zksync-sso-published/client/oidc";
import type * as theirPasskey from "zksync-sso-published/client/passkey";
import type * as theirRecovery from "zksync-sso-published/client/recovery";
import * as ourClient from "../../src/client/index.js";
import * as ourOidc from "../../src/client/oidc/index.js";
import * as ourPasskey from "../../src/client/passkey/index.js";
import * as ourRecovery from "../../src/client/recovery/index.js";
import type { Gives, Names } from "./compatible.js";

export const names: [
  Gives<Names<typeof theirPasskey>, keyof typeof ourPasskey>,
  Gives<Names<typeof theirRecovery>, keyof typeof ourRecovery>,
  Gives<Names<typeof theirOidc>, keyof typeof ourOidc>,
  Gives<Names<typeof theirClient>, keyof typeof ourClient>,
] = [true, true, true, true];

/** Functions: ours accept what theirs did, and return what theirs did. */
type Takes<ours extends (...args: never[]) => unknown, theirs extends (...args: never[]) => unknown> = Gives<
  Parameters<theirs>,
  Parameters<ours>
>;
type Answers<
  ours extends (...args: never[]) => unknown,
  theirs extends (...args: never[]) => unknown,
> = Gives<Awaited<ReturnType<ours>>, Awaited<ReturnType<theirs>>>;

export const registrationOptions: typeof theirPasskey.generatePasskeyRegistrationOptions =
  ourPasskey.generatePasskeyRegistrationOptions;
export const authenticationOptions: typeof theirPasskey.generatePasskeyAuthenticationOptions =
  ourPasskey.generatePasskeyAuthenticationOptions;
export const register: typeof theirPasskey.registerNewPasskey = ourPasskey.registerNewPasskey;
export const authenticate: typeof theirPasskey.requestPasskeyAuthentication =
  ourPasskey.requestPasskeyAuthentication;
export const addPasskey: typeof theirPasskey.addAccountOwnerPasskey = ourPasskey.addAccountOwnerPasskey;
export const toPasskeyAccount: typeof theirPasskey.toPasskeyAccount = ourPasskey.toPasskeyAccount;
export const toRecoveryAccount: typeof theirRecovery.toRecoveryAccount = ourRecovery.toRecoveryAccount;
export const signRecovery: typeof theirRecovery.signRecoveryTransaction = ourRecovery.signRecoveryTransaction;
export const deployAccount: typeof theirClient.deployAccount = ourClient.deployAccount;
export const fetchAccount: typeof theirClient.fetchAccount = ourClient.fetchAccount;
export const fetchPasskeyAccount: typeof theirClient.fetchPasskeyAccount = ourClient.fetchPasskeyAccount;
export const proposeGuardian: typeof theirClient.proposeGuardian = ourClient.proposeGuardian;
export const confirmGuardian: typeof theirClient.confirmGuardian = ourClient.confirmGuardian;
export const removeGuardian: typeof theirClient.removeGuardian = ourClient.removeGuardian;
export const toOidcAccount: typeof theirOidc.toOidcAccount = ourOidc.toOidcAccount;
export const signOidc: typeof theirOidc.signOidcTransaction = ourOidc.signOidcTransaction;

export const clients: [
  Takes<typeof ourPasskey.createZksyncPasskeyClient, typeof theirPasskey.createZksyncPasskeyClient>,
  Takes<
    typeof ourRecovery.createZksyncRecoveryGuardianClient,
    typeof theirRecovery.createZksyncRecoveryGuardianClient
  >,
  Takes<typeof ourOidc.createZkSyncOidcClient, typeof theirOidc.createZkSyncOidcClient>,
  Gives<ourPasskey.ZksyncSsoPasskeyActions, theirPasskey.ZksyncSsoPasskeyActions>,
  Answers<typeof ourPasskey.toPasskeyAccount, typeof theirPasskey.toPasskeyAccount>,
  Gives<theirPasskey.PasskeyRequiredContracts, ourPasskey.PasskeyRequiredContracts>,
  Gives<theirPasskey.RegisterNewPasskeyArgs, ourPasskey.RegisterNewPasskeyArgs>,
  Gives<ourPasskey.RegisterNewPasskeyReturnType, theirPasskey.RegisterNewPasskeyReturnType>,
  Gives<theirPasskey.AddAccountOwnerPasskeyArgs, ourPasskey.AddAccountOwnerPasskeyArgs>,
  Gives<theirRecovery.ZksyncSsoRecoveryClientConfig, ourRecovery.ZksyncSsoRecoveryClientConfig>,
  Gives<theirOidc.OidcData, ourOidc.OidcData>,
  Gives<ourOidc.OidcData, theirOidc.OidcData>,
] = [true, true, true, true, true, true, true, true, true, true, true, true];
