import type { Account, Chain, Transport, TransactionReceipt } from "viem";
import type { CallOptions } from "../../account-client/send-call.js";
import { UnsupportedModuleError } from "../../errors/recovery-errors.js";
import {
  addAccountOwner,
  installModule,
  removeAccountOwner,
  uninstallModule,
  type AccountCallReturnType,
  type AccountModuleArgs,
  type AccountOwnerArgs,
} from "../account-keys.js";
import { createSession, type CreateSessionArgs, type CreateSessionReturnType } from "../create-session.js";
import {
  confirmGuardian,
  proposeGuardian,
  removeGuardian,
  type ConfirmGuardianArgs,
  type ConfirmGuardianReturnType,
  type ProposeGuardianArgs,
  type ProposeGuardianReturnType,
  type RemoveGuardianArgs,
  type RemoveGuardianReturnType,
} from "../recovery/guardians.js";
import {
  discardRecovery,
  initRecovery,
  type DiscardRecoveryArgs,
  type DiscardRecoveryReturnType,
  type InitRecoveryArgs,
  type InitRecoveryReturnType,
} from "../recovery/recoveries.js";
import { revokeSession, type RevokeSessionArgs, type RevokeSessionReturnType } from "../revoke-session.js";
import {
  addAccountOwnerPasskey,
  removeAccountOwnerPasskey,
  type AddAccountOwnerPasskeyArgs,
  type AddAccountOwnerPasskeyReturnType,
  type RemoveAccountOwnerPasskeyArgs,
} from "./account-passkeys.js";
import type { ClientWithZksyncSsoPasskeyData } from "./passkey-client-data.js";

type WithoutContracts<args> = Omit<args, "contracts">;

/** An identity of the published suite's OIDC module, which this suite has not. */
export type AddOidcAccountArgs = CallOptions & { oidcDigest: `0x${string}`; iss: string };

/** What a passkey client can do besides viem's actions. Each waits until its transaction is in a block. */
export type ZksyncSsoPasskeyActions = {
  createSession: (args: WithoutContracts<CreateSessionArgs>) => Promise<CreateSessionReturnType>;
  revokeSession: (args: WithoutContracts<RevokeSessionArgs>) => Promise<RevokeSessionReturnType>;
  addAccountOwnerPasskey: (
    args: WithoutContracts<AddAccountOwnerPasskeyArgs>,
  ) => Promise<AddAccountOwnerPasskeyReturnType>;
  removeAccountOwnerPasskey: (
    args: WithoutContracts<RemoveAccountOwnerPasskeyArgs>,
  ) => Promise<AddAccountOwnerPasskeyReturnType>;
  addAccountOwner: (args: AccountOwnerArgs) => Promise<AccountCallReturnType>;
  removeAccountOwner: (args: AccountOwnerArgs) => Promise<AccountCallReturnType>;
  installModule: (args: AccountModuleArgs) => Promise<AccountCallReturnType>;
  uninstallModule: (args: AccountModuleArgs) => Promise<AccountCallReturnType>;
  proposeGuardian: (args: WithoutContracts<ProposeGuardianArgs>) => Promise<ProposeGuardianReturnType>;
  confirmGuardian: (args: WithoutContracts<ConfirmGuardianArgs>) => Promise<ConfirmGuardianReturnType>;
  removeGuardian: (args: WithoutContracts<RemoveGuardianArgs>) => Promise<RemoveGuardianReturnType>;
  initRecovery: (args: WithoutContracts<InitRecoveryArgs>) => Promise<InitRecoveryReturnType>;
  discardRecovery: (args?: WithoutContracts<DiscardRecoveryArgs>) => Promise<DiscardRecoveryReturnType>;
  /** Throws UnsupportedModuleError. */
  addOidcAccount: (args: AddOidcAccountArgs) => Promise<{ transactionReceipt: TransactionReceipt }>;
  /** Throws UnsupportedModuleError. */
  removeOidcAccount: () => Promise<TransactionReceipt>;
};

/** Returns what a passkey client can do besides viem's actions, to extend a client with. */
export function zksyncSsoPasskeyActions<transport extends Transport, chain extends Chain>(
  passkeyClient: ClientWithZksyncSsoPasskeyData<transport, chain>,
): ZksyncSsoPasskeyActions {
  const client = passkeyClient as unknown as ClientWithZksyncSsoPasskeyData & { account: Account };
  const { contracts } = passkeyClient;
  return {
    createSession: (args) => createSession(client, { ...args, contracts }),
    revokeSession: (args) => revokeSession(client, { ...args, contracts }),
    addAccountOwnerPasskey: (args) => addAccountOwnerPasskey(client, { ...args, contracts }),
    removeAccountOwnerPasskey: (args) => removeAccountOwnerPasskey(client, { ...args, contracts }),
    addAccountOwner: (args) => addAccountOwner(client, args),
    removeAccountOwner: (args) => removeAccountOwner(client, args),
    installModule: (args) => installModule(client, args),
    uninstallModule: (args) => uninstallModule(client, args),
    proposeGuardian: (args) => proposeGuardian(client, { ...args, contracts }),
    confirmGuardian: (args) => confirmGuardian(client, { ...args, contracts }),
    removeGuardian: (args) => removeGuardian(client, { ...args, contracts }),
    initRecovery: (args) => initRecovery(client, { ...args, contracts }),
    discardRecovery: (args) => discardRecovery(client, { ...args, contracts }),
    addOidcAccount: async () => {
      throw new UnsupportedModuleError("addOidcAccount");
    },
    removeOidcAccount: async () => {
      throw new UnsupportedModuleError("removeOidcAccount");
    },
  };
}
