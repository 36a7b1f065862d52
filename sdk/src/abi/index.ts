// ABIs of the suite's contracts with their errors, as they were compiled; by the published package's names, too.

export {
  aaFactoryAbi as AAFactoryAbi,
  aaFactoryAbi,
  erc7579AccountAbi as SsoAccountAbi,
  erc7579AccountAbi,
  guardianRecoveryModuleAbi as GuardianRecoveryModuleAbi,
  guardianRecoveryModuleAbi as GuardianRecoveryValidatorAbi,
  guardianRecoveryModuleAbi,
  sessionKeyModuleAbi as SessionKeyValidatorAbi,
  sessionKeyModuleAbi,
  ssoPaymasterAbi as SsoPaymasterAbi,
  ssoPaymasterAbi,
  webAuthnModuleAbi as WebAuthModuleAbi,
  webAuthnModuleAbi as WebAuthValidatorAbi,
  webAuthnModuleAbi,
} from "./generated.js";
