// What an app and an auth server agree on, by the published package's names.

export type { ProviderInterface, ProviderRpcError } from "../provider/provider-interface.js";
export type { AppMetadata } from "../provider/app-metadata.js";
export type { RequestArguments } from "../provider/rpc-schema.js";
export type {
  AuthServerRpcSchema,
  ExtractParams,
  ExtractReturnType,
  Method,
  RPCRequestMessage,
  RPCResponseMessage,
  RpcSchema,
} from "../provider/rpc-schema.js";
export { callPolicy } from "../session/call-policy.js";
export { formatDatePreferences } from "../session/format-date-preferences.js";
export { formatLimitPreferences } from "../session/format-limit-preferences.js";
export { formatSessionPreferences } from "../session/format-session-preferences.js";
export type { TypesafeCallPolicy as TypesafePartialCallPolicy } from "../session/function-types.js";
export type {
  PartialCallPolicy,
  PartialLimit,
  PartialTransferPolicy,
  SessionPreferences,
} from "../session/preferences.js";
// What an auth server reads of the requests that it is sent.
export {
  checkSender,
  toAccountRequest as readTransaction,
  type Connected,
} from "../provider/account-request.js";
export { readCapabilities as readPaymaster, type PaymasterFields } from "../provider/capabilities.js";
export { hasPaymaster } from "../session/has-paymaster.js";
export { paymasterApproval } from "../session/paymaster-approval.js";
export type { AccountTransaction } from "../transaction/account-transaction.js";
