import type {
  Account,
  Address,
  Chain,
  Client,
  Prettify,
  RpcSchema,
  Transport,
  WalletClientConfig,
} from "viem";
import { createAccountClient, type AccountRpcSchema } from "../../account-client/create-account-client.js";
import {
  addAccountOwnerPasskey,
  type AddAccountOwnerPasskeyArgs,
  type AddAccountOwnerPasskeyReturnType,
} from "../passkey/account-passkeys.js";
import type { ZksyncSsoWalletActions } from "../session/create-zksync-session-client.js";
import { recoverySigner } from "./recovery-signer.js";
import { withRecoveryTime } from "./with-recovery-time.js";
import { toRecoveryAccount } from "./to-recovery-account.js";
import { requireOptions } from "../../errors/require-options.js";

/** Where the modules of a recovery are. */
export type RecoveryRequiredContracts = {
  recovery: Address;
  passkey: Address;
};

/** An account whose recovery is to be finished. */
export interface ZksyncSsoRecoveryClientConfig<
  transport extends Transport = Transport,
  chain extends Chain = Chain,
  rpcSchema extends RpcSchema | undefined = undefined,
> extends Omit<WalletClientConfig<transport, chain, Account, rpcSchema>, "account"> {
  chain: NonNullable<chain>;
  /** The account. */
  address: Address;
  contracts: RecoveryRequiredContracts;
  key?: string;
  name?: string;
}

/** What the client can do besides viem's actions. */
export type ZksyncSsoRecoveryActions = {
  /** Finishes the recovery: adds the passkey it was started with. */
  addAccountOwnerPasskey: (
    args: Omit<AddAccountOwnerPasskeyArgs, "contracts">,
  ) => Promise<AddAccountOwnerPasskeyReturnType>;
};

/** A client that finishes an account's recovery. */
export type ZksyncSsoRecoveryClient<
  transport extends Transport = Transport,
  chain extends Chain = Chain,
  rpcSchema extends RpcSchema | undefined = undefined,
  account extends Account = Account,
> = Prettify<
  Client<
    transport,
    chain,
    account,
    AccountRpcSchema<rpcSchema>,
    ZksyncSsoWalletActions<chain, account> & ZksyncSsoRecoveryActions
  > & { contracts: RecoveryRequiredContracts }
>;

/** Any client with the addresses of a recovery's modules. */
export type ClientWithZksyncSsoRecoveryData<
  transport extends Transport = Transport,
  chain extends Chain = Chain,
  account extends Account = Account,
> = Client<transport, chain, account> & { contracts: RecoveryRequiredContracts };

/**
 * Makes a client that finishes the recovery of an account. Anybody may: no key is needed, and the fee is the account's own
 * unless a paymaster is given.
 *
 * @example
 * const client = createZksyncRecoveryGuardianClient({ address, chain, transport: http(), contracts })
 * await client.addAccountOwnerPasskey({ credentialId, rawPublicKey, origin })
 */
export function createZksyncRecoveryGuardianClient<
  transport extends Transport,
  chain extends Chain,
  rpcSchema extends RpcSchema | undefined = undefined,
>(
  parameters: ZksyncSsoRecoveryClientConfig<transport, chain, rpcSchema>,
): ZksyncSsoRecoveryClient<transport, chain, rpcSchema> {
  requireOptions("createZksyncRecoveryGuardianClient", parameters, [
    "address",
    "chain",
    "contracts.recovery",
    "contracts.passkey",
  ]);
  const { address, contracts, ...config } = parameters;
  const signer = recoverySigner(address, contracts.recovery);
  const account = toRecoveryAccount({
    address,
    signTransaction: async () => signer.stubSignature({ to: contracts.passkey }, { timestamp: 0n }),
  });
  const client: Client<Transport, Chain, Account> = createAccountClient({
    key: "zksync-sso-recovery-wallet",
    name: "ZKsync SSO Recovery Client",
    ...config,
    account,
    signer,
  }) as never;
  return client.extend((base) => ({
    contracts,
    addAccountOwnerPasskey: (args: Omit<AddAccountOwnerPasskeyArgs, "contracts">) =>
      withRecoveryTime(base, { accountToRecover: address, origin: args.origin, contracts }, () =>
        addAccountOwnerPasskey(base, { ...args, contracts }),
      ),
  })) as never;
}
