import { isErrorCode, messageOfCode } from "./standard-messages.js";
import { standardErrorCodes } from "./standard-codes.js";

/** An error as it travels in a message: that of JSON-RPC. */
export interface SerializedEthereumRpcError {
  code: number;
  message: string;
  data?: unknown;
  stack?: string;
}

/** As `SerializedEthereumRpcError`, with the page that explains errors. */
export interface SerializedError extends SerializedEthereumRpcError {
  docUrl: string;
}

/** The part of a JSON-RPC request that an error may name. */
export interface RequestOfError {
  readonly method: string;
}

/**
 * Makes of anything that was thrown an error that can be sent: code, message, data and the page that explains it. The
 * code is internal (-32603) unless the error has one. What is not understood is kept as `data.originalError`.
 *
 * @param error what was thrown
 * @param requestOrMethod what was asked for
 */
export function serializeError(
  error: unknown,
  requestOrMethod?: RequestOfError | RequestOfError[] | string,
): SerializedError {
  const serialized = serialize(error);
  return { ...serialized, docUrl: docUrlOf(serialized, methodOf(requestOrMethod)) };
}

const FALLBACK = standardErrorCodes.rpc.internal;

function serialize(error: unknown): SerializedEthereumRpcError {
  if (typeof error === "string") return { code: FALLBACK, message: error };
  const { code, message, data, stack } = Object(error) as Record<string, unknown>;
  const known = isErrorCode(code);
  const serialized: SerializedEthereumRpcError = {
    code: known ? code : FALLBACK,
    message: typeof message === "string" && message !== "" ? message : defaultMessage(code),
  };
  if (known && data !== undefined) serialized.data = data;
  if (!known) serialized.data = { originalError: error instanceof Error ? { ...error } : error };
  if (typeof stack === "string") serialized.stack = stack;
  return serialized;
}

function defaultMessage(code: unknown): string {
  const known = isErrorCode(code) ? messageOfCode(code) : undefined;
  return known ?? messageOfCode(FALLBACK) ?? "";
}

function methodOf(
  requestOrMethod: RequestOfError | RequestOfError[] | string | undefined,
): string | undefined {
  if (typeof requestOrMethod === "string") return requestOrMethod;
  return Array.isArray(requestOrMethod) ? requestOrMethod[0]?.method : requestOrMethod?.method;
}

const DOCS = "https://docs.zksync.io/zksync-account-sdk/docs/errors";

/** Written out by hand: `URL` is no part of the language. */
function docUrlOf({ code, message }: SerializedEthereumRpcError, method: string | undefined): string {
  const parameters: [string, string][] = [["code", String(code)]];
  if (method !== undefined) parameters.push(["method", wellFormed(method)]);
  parameters.push(["message", wellFormed(message)]);
  return `${DOCS}?${parameters.map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join("&")}`;
}

/** Half a surrogate pair can be in a message, but not in an address of the web. */
function wellFormed(text: string): string {
  return text.replace(/\p{Surrogate}/gu, "\uFFFD");
}
