// Errors: one class hierarchy, and the standard ones of JSON-RPC and EIP-1193.

export {
  MalformedMessageError,
  MessageTooLargeError,
  MethodNotFoundError,
  NoWindowError,
  OpenerCutOffError,
  PopupBlockedError,
  PopupClosedEarlyError,
  PopupClosedError,
  PopupLeftError,
  RedirectAbandonedError,
  RedirectReplacedError,
  UnexpectedRedirectError,
} from "./communicator-errors.js";
export {
  ArgumentNotFoundError,
  DuplicatePolicyError,
  DynamicArgumentError,
  EmptySessionError,
  FunctionNotFoundError,
  InvalidAbiError,
  InvalidArgumentValueError,
  InvalidClockError,
  InvalidConditionError,
  InvalidDurationError,
  InvalidLimitError,
  InvalidPreferenceError,
  InvalidSessionError,
  InvalidTargetError,
  MalformedSessionConfigError,
  MalformedTransactionError,
  NoPolicyError,
  OverloadedFunctionError,
  PeriodEndsSoonError,
  SessionEndsSoonError,
  SessionStateMismatchError,
  UnorderedArgumentError,
  type SessionFieldProblem,
} from "./session-errors.js";
export {
  AuthenticatorFailedError,
  AuthenticatorUnsuitableError,
  ChallengeMismatchError,
  CredentialMismatchError,
  CrossOriginError,
  InvalidCredentialIdError,
  InvalidOriginError,
  InvalidRelyingPartyError,
  MalformedAuthenticatorDataError,
  MalformedBytesError,
  MalformedClientDataError,
  MalformedPublicKeyError,
  MalformedSignatureError,
  MissingCredentialIdError,
  OriginMismatchError,
  OriginRequiredError,
  PasskeyCancelledError,
  PasskeyError,
  PasskeyExistsError,
  PasskeysUnavailableError,
  RelyingPartyMismatchError,
  UnsupportedKeyAlgorithmError,
  UserNotPresentError,
  UserNotVerifiedError,
  WrongCeremonyError,
} from "./passkey-errors.js";
export { CounterfactualSignatureError, UnsignableTypedDataError } from "./message-errors.js";
export { AccountNotCreatedError, AccountNotFoundError } from "./deployment-errors.js";
export { RecoveryCannotSignError, RecoveryNotOpenError, UnsupportedModuleError } from "./recovery-errors.js";
export {
  serializeError,
  type RequestOfError,
  type SerializedError,
  type SerializedEthereumRpcError,
} from "./serialize-error.js";
export { SsoError, type SsoErrorOptions } from "./sso-error.js";
export { standardErrorCodes } from "./standard-codes.js";
export { EthereumProviderError, EthereumRpcError } from "./ethereum-errors.js";
export { standardErrors, type CustomErrorOptions, type StandardErrorOptions } from "./standard-errors.js";
export {
  AccountWithoutCodeError,
  InvalidTransactionRequestError,
  SignatureRefusedError,
  TransactionReplacedError,
  TransactionRevertedError,
  UnreadableAnswerError,
} from "./transaction-errors.js";
export {
  SessionCannotSignError,
  SessionKeyMismatchError,
  SessionModuleNotFoundError,
  SessionRefusedError,
  UnusableSessionKeyError,
} from "./client-errors.js";
export { MissingOptionError } from "./option-errors.js";
export { PaymasterUnavailableError, UnusablePaymasterError } from "./paymaster-errors.js";
export {
  AccountContractError,
  FactoryContractError,
  InsufficientFundsError,
  PasskeyContractError,
  PaymasterContractError,
  RecoveryContractError,
  SessionContractError,
  SsoContractError,
  type ContractFailure,
  type ContractFamily,
} from "../contract-errors/sso-contract-error.js";
export { toContractError } from "../contract-errors/to-contract-error.js";
export { OwnerAccountNotFoundError, OwnerPrefixTooLongError, UnusableOwnerError } from "./owner-errors.js";
export { UnknownCallsError, UnsupportedCapabilityError } from "./calls-errors.js";
export {
  CallsError,
  callsErrorCodes,
  DisconnectedMeanwhileError,
  ForeignAccountError,
  ForeignChainError,
  ForeignSessionError,
  InvalidRequestError,
  NoSessionError,
  NotConnectedError,
  OutsideSessionError,
  UnknownChainError,
  UnsupportedMethodError,
} from "./provider-errors.js";
