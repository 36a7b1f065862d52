import * as v from "valibot";
import { MethodNotFoundError } from "../errors/communicator-errors.js";
import {
  ConnectParamsSchema,
  DisconnectParamsSchema,
  RequestAccountsParamsSchema,
} from "./connect-schemas.js";
import { RequestMessageSchema } from "./envelope-schemas.js";
import { HashSchema } from "./hex-schemas.js";
import { checkMessageSize } from "./message-size.js";
import type { MessageID } from "./message.js";
import { parseMessage } from "./parse-message.js";
import {
  PersonalSignParamsSchema,
  SendCallsParamsSchema,
  SendTransactionParamsSchema,
  SignTypedDataParamsSchema,
} from "./transaction-schemas.js";

/** What an auth server is asked, and the shape of each method's parameters. */
export const requestSchemas = {
  eth_requestAccounts: RequestAccountsParamsSchema,
  wallet_connect: ConnectParamsSchema,
  wallet_disconnect: DisconnectParamsSchema,
  eth_sendTransaction: SendTransactionParamsSchema,
  eth_signTransaction: SendTransactionParamsSchema,
  wallet_sendCalls: SendCallsParamsSchema,
  wallet_showCallsStatus: v.looseTuple([HashSchema]),
  personal_sign: PersonalSignParamsSchema,
  eth_signTypedData_v4: SignTypedDataParamsSchema,
} as const;

/** A method that an auth server is asked for. */
export type RequestMethod = keyof typeof requestSchemas;

/** A request that an auth server was sent, read: a member for each method. */
export type ParsedRequest = {
  [method in RequestMethod]: {
    readonly id: MessageID;
    readonly chainId: number;
    readonly method: method;
    readonly params: v.InferOutput<(typeof requestSchemas)[method]>;
  };
}[RequestMethod];

/**
 * Reads a request that an auth server was sent.
 *
 * @throws MessageTooLargeError if it is larger than 256 kB
 * @throws MalformedMessageError if it is no request, or its parameters are not the method's
 * @throws MethodNotFoundError if there is no such method
 */
export function parseRequest(message: unknown): ParsedRequest {
  checkMessageSize(message);
  const { id, content } = parseMessage(RequestMessageSchema, message, "The request");
  const { method, params } = content.action;
  if (!Object.hasOwn(requestSchemas, method)) throw new MethodNotFoundError(method);
  const schema: v.GenericSchema = requestSchemas[method as RequestMethod];
  const parsed = parseMessage(schema, params, `The request ${method}`);
  return { id, chainId: content.chainId, method, params: parsed } as ParsedRequest;
}
