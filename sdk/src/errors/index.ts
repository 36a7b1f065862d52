// Errors: one class hierarchy, and the standard ones of JSON-RPC and EIP-1193.

export {
  ArgumentNotFoundError,
  DuplicatePolicyError,
  DynamicArgumentError,
  EmptySessionError,
  FunctionNotFoundError,
  InvalidArgumentValueError,
  InvalidClockError,
  InvalidConditionError,
  InvalidDurationError,
  InvalidLimitError,
  InvalidSessionError,
  InvalidTargetError,
  MalformedSessionConfigError,
  MalformedTransactionError,
  NoPolicyError,
  OverloadedFunctionError,
  SessionStateMismatchError,
  UnorderedArgumentError,
  type SessionFieldProblem,
} from "./session-errors.js";
export {
  serializeError,
  type RequestOfError,
  type SerializedError,
  type SerializedEthereumRpcError,
} from "./serialize-error.js";
export { SsoError, type SsoErrorOptions } from "./sso-error.js";
export { standardErrorCodes } from "./standard-codes.js";
export {
  EthereumProviderError,
  EthereumRpcError,
  standardErrors,
  type CustomErrorOptions,
  type StandardErrorOptions,
} from "./standard-errors.js";
