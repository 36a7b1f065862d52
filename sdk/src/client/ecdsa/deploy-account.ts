import type { Account, Address, Chain, Client, Hash, Hex, TransactionReceipt, Transport } from "viem";
import { deployProxyAccount } from "../../deployment/deploy-proxy-account.js";
import { requireOptions } from "../../errors/require-options.js";
import type { CustomPaymasterHandler } from "../../paymaster/custom-paymaster-handler.js";
import { encodeSession } from "../../session/encode-session.js";
import type { SessionSpec } from "../../session/session-spec.js";
import { encodeModuleData } from "../../utils/encode-module-data.js";
import { uniqueIdOfOwner } from "./unique-id-of-owner.js";

/** An account to deploy, and its owner. */
export type DeployAccountArgs = {
  owner: Address;
  contracts: {
    accountFactory: Address;
    session: Address;
  };
  /** A session that is open from the beginning. */
  initialSession?: SessionSpec;
  /** Without effect: the address depends on owner, prefix and deployer. */
  salt?: Uint8Array;
  /** At most 12 bytes that tell apart several accounts of one owner. */
  prefix?: string;
  onTransactionSent?: (hash: Hash) => void;
  /** Chooses a paymaster, if none is given. */
  paymasterHandler?: CustomPaymasterHandler;
  paymaster?: {
    address: Address;
    /** `general("")` if not given. */
    paymasterInput?: Hex;
  };
};

/** A new account, and the transaction that made it. */
export type DeployAccountReturnType = {
  address: Address;
  transactionReceipt: TransactionReceipt;
};

/**
 * Deploys an account with an owner and the session module. The client's key only sends; but `fetchAccount` finds the
 * account with the same key alone.
 *
 * @throws OwnerPrefixTooLongError if the prefix is longer than 12 bytes
 * @throws TransactionRevertedError, AccountNotCreatedError if there is no account afterwards
 */
export async function deployAccount(
  client: Client<Transport, Chain, Account>,
  args: DeployAccountArgs,
): Promise<DeployAccountReturnType> {
  requireOptions("deployAccount", args, ["owner", "contracts.accountFactory", "contracts.session"]);
  const { owner, contracts, initialSession, prefix, paymaster, onTransactionSent, paymasterHandler } = args;
  const session = {
    address: contracts.session,
    parameters: initialSession ? encodeSession(initialSession) : ("0x" as const),
  };
  return deployProxyAccount(client, {
    accountFactory: contracts.accountFactory,
    uniqueId: uniqueIdOfOwner(owner, prefix),
    initialValidators: [encodeModuleData(session)],
    owners: [owner],
    ...(paymaster && { paymaster }),
    ...(paymasterHandler && { paymasterHandler }),
    ...(onTransactionSent && { onTransactionSent }),
  });
}
