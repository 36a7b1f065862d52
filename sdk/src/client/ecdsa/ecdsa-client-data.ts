import type { Account, Address, Chain, Client, Transport } from "viem";
import type { CustomPaymasterHandler } from "../../paymaster/custom-paymaster-handler.js";

/** The contracts an owner's client needs. */
export type EcdsaRequiredContracts = {
  /** The session module. */
  session: Address;
  accountFactory?: Address;
};

export type ZksyncSsoEcdsaData = {
  contracts: EcdsaRequiredContracts;
  paymasterHandler?: CustomPaymasterHandler;
};

/** A client with what belongs to an owner's account. */
export type ClientWithZksyncSsoEcdsaData<
  transport extends Transport = Transport,
  chain extends Chain = Chain,
> = Client<transport, chain, Account> & ZksyncSsoEcdsaData;
