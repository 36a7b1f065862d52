// Messages between an app and the auth server: their schemas, for both sides. An auth server imports these alone.

export {
  AppMetadataSchema,
  ConnectParamsSchema,
  ConnectResultSchema,
  DisconnectParamsSchema,
  RequestAccountsParamsSchema,
  RequestAccountsResultSchema,
  SignInRequestSchema,
  type ConnectResult,
  type RequestAccountsResult,
  type SignInRequest,
} from "./connect-schemas.js";
export {
  ErrorObjectSchema,
  PopupEventSchema,
  RequestMessageSchema,
  ResponseMessageSchema,
  type PopupEventMessage,
  type RequestMessage,
  type ResponseMessage,
} from "./envelope-schemas.js";
export type { Message, MessageID } from "./message.js";
export { decodeMessage, encodeMessage } from "./message-text.js";
export { checkMessageSize, MAX_MESSAGE_BYTES } from "./message-size.js";
export { parseMessage } from "./parse-message.js";
export { parseRequest, requestSchemas, type ParsedRequest, type RequestMethod } from "./parse-request.js";
export {
  PublicSessionKeySchema,
  SessionContractsSchema,
  SessionGrantSchema,
  SessionPreferencesSchema,
  SessionRequestSchema,
  type PublicSessionKey,
  type SessionGrant,
  type SessionRequest,
} from "./session-request-schemas.js";
export {
  PersonalSignParamsSchema,
  SendCallsParamsSchema,
  SendCallsResultSchema,
  SendTransactionParamsSchema,
  SignTypedDataParamsSchema,
  TransactionSchema,
  type SendCallsParams,
  type TransactionParams,
} from "./transaction-schemas.js";
