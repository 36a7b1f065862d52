import type { Account, Address, Chain, Client, Transport } from "viem";
import type { CustomPaymasterHandler } from "../../paymaster/custom-paymaster-handler.js";

/** Where the suite's modules are. */
export type PasskeyRequiredContracts = {
  session: Address;
  passkey: Address;
  recovery: Address;
  accountFactory?: Address;
  /** Not used: this suite has no OIDC module. */
  oidcKeyRegistry?: Address;
  /** Not used: this suite has no OIDC module. */
  recoveryOidc?: Address;
};

export type ZksyncSsoPasskeyData = {
  credentialPublicKey: Uint8Array;
  userName: string;
  userDisplayName: string;
  contracts: PasskeyRequiredContracts;
  paymasterHandler?: CustomPaymasterHandler;
};

/** Any client with what belongs to a passkey. */
export type ClientWithZksyncSsoPasskeyData<
  transport extends Transport = Transport,
  chain extends Chain = Chain,
> = Client<transport, chain, Account> & ZksyncSsoPasskeyData;
