// Actions on accounts: each takes a viem client.

export { accountActions, type AccountActionsOptions } from "../account-client/account-actions.js";
export { ownReceipt } from "../account-client/own-receipt.js";
export { createSession, type CreateSessionArgs, type CreateSessionReturnType } from "./create-session.js";
export {
  deployModularAccount,
  type DeployAccountArgs,
  type DeployAccountPaymasterArgs,
  type DeployAccountReturnType,
  type DeployAccountSessionArgs,
} from "./deploy-modular-account.js";
export { fetchAccount as fetchEcdsaAccount } from "./ecdsa/fetch-account.js";
export {
  getSessionState,
  type GetSessionStateArgs,
  type GetSessionStateReturnType,
} from "./get-session-state.js";
export { listSessions, type ListedSession, type ListSessionsArgs } from "./list-sessions.js";
export { predictAccountAddress, type PredictAccountAddressArgs } from "./predict-account-address.js";
export { readLogs, type ReadLogsArgs } from "./read-logs.js";
export { revokeSession, type RevokeSessionArgs, type RevokeSessionReturnType } from "./revoke-session.js";
export { revokeSessions, type RevokeSessionsArgs } from "./revoke-sessions.js";
export {
  createZksyncSessionClient,
  type ClientWithZksyncSsoSessionData,
  type SessionRequiredContracts,
  type ZksyncSsoSessionClient,
  type ZksyncSsoSessionClientConfig,
} from "./session/create-zksync-session-client.js";
export {
  signSessionTransaction,
  type SignSessionTransactionArgs,
} from "./session/sign-session-transaction.js";
export {
  getAccountVersion,
  upgradeAccount,
  type AccountVersion,
  type GetAccountVersionArgs,
  type UpgradeAccountArgs,
  type UpgradeAccountReturnType,
} from "./upgrade-account.js";
export {
  accountIdOf,
  uniqueIdOfModularAccount,
  uniqueIdOfText,
  type ModularAccountIds,
} from "../deployment/unique-id.js";
export { uniqueIdOfOwner } from "./ecdsa/unique-id-of-owner.js";
export {
  addAccountOwner,
  installModule,
  listAccountOwners,
  ModuleType,
  removeAccountOwner,
  uninstallModule,
  unlinkModule,
  unlinkValidationHook,
  type AccountCallReturnType,
  type AccountModuleArgs,
  type AccountOwnerArgs,
} from "./account-keys.js";
export { deployAccount } from "./passkey/deploy-account.js";
export { fetchAccount, fetchAccount as fetchPasskeyAccount } from "./passkey/fetch-account.js";
export {
  createZksyncRecoveryGuardianClient,
  type ClientWithZksyncSsoRecoveryData,
  type RecoveryRequiredContracts,
  type ZksyncSsoRecoveryClient,
  type ZksyncSsoRecoveryClientConfig,
} from "./recovery/create-zksync-recovery-guardian-client.js";
export { finishRecoveryFromOutside } from "./recovery/finish-recovery-from-outside.js";
export { finishRecovery, type FinishRecoveryArgs } from "./recovery/finish-recovery.js";
export {
  confirmGuardian,
  hashOfOrigin,
  listGuardians,
  proposeGuardian,
  removeGuardian,
  type ConfirmGuardianArgs,
  type ConfirmGuardianReturnType,
  type Guardian,
  type ProposeGuardianArgs,
  type ProposeGuardianReturnType,
  type RemoveGuardianArgs,
  type RemoveGuardianReturnType,
} from "./recovery/guardians.js";
export {
  discardRecovery,
  initRecovery,
  pendingRecovery,
  type DiscardRecoveryArgs,
  type DiscardRecoveryReturnType,
  type InitRecoveryArgs,
  type InitRecoveryReturnType,
  type PendingRecovery,
} from "./recovery/recoveries.js";
export { signRecoveryTransaction } from "./recovery/recovery-signer.js";
