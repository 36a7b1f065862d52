// Recoveries of accounts by guardians.

export {
  createZksyncRecoveryGuardianClient,
  type ClientWithZksyncSsoRecoveryData,
  type RecoveryRequiredContracts,
  type ZksyncSsoRecoveryActions,
  type ZksyncSsoRecoveryClient,
  type ZksyncSsoRecoveryClientConfig,
} from "./create-zksync-recovery-guardian-client.js";
export { signRecoveryTransaction } from "./recovery-signer.js";
export {
  toRecoveryAccount,
  type RecoveryAccount,
  type ToRecoveryAccountParameters,
} from "./to-recovery-account.js";
