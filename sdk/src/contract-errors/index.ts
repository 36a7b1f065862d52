// What the suite's contracts refuse, as errors.

export {
  AccountContractError,
  FactoryContractError,
  PasskeyContractError,
  PaymasterContractError,
  RecoveryContractError,
  SessionContractError,
  SsoContractError,
  type ContractFailure,
  type ContractFamily,
} from "./sso-contract-error.js";
export { toContractError } from "./to-contract-error.js";
export { withContractErrors } from "./with-contract-errors.js";
