import { EthereumProviderError, EthereumRpcError } from "./ethereum-errors.js";
import { standardErrorCodes } from "./standard-codes.js";
import { messageOfCode } from "./standard-messages.js";

/** What to say instead of the code's usual message, and what to hand over. */
export interface StandardErrorOptions<T> {
  readonly message?: string;
  readonly data?: T;
}

/** As `StandardErrorOptions`, with a code that is not in the standards' lists. */
export interface CustomErrorOptions<T> extends StandardErrorOptions<T> {
  readonly code: number;
}

type Argument<T> = StandardErrorOptions<T> | string;

const { rpc, provider } = standardErrorCodes;

/** Makes an error for each code of the standards, by name. The argument is a message, or a message and data. */
export const standardErrors = {
  rpc: {
    parse: rpcError(rpc.parse),
    invalidRequest: rpcError(rpc.invalidRequest),
    invalidParams: rpcError(rpc.invalidParams),
    methodNotFound: rpcError(rpc.methodNotFound),
    internal: rpcError(rpc.internal),
    /** Makes an error with a code of the server's own, from -32099 to -32005. */
    server: <T>({ code, ...options }: CustomErrorOptions<T>): EthereumRpcError<T> => {
      if (!(Number.isInteger(code) && code >= -32099 && code <= -32005))
        throw new RangeError("A server's error code has to be an integer from -32099 to -32005.");
      return rpcError(code)(options);
    },
    invalidInput: rpcError(rpc.invalidInput),
    resourceNotFound: rpcError(rpc.resourceNotFound),
    resourceUnavailable: rpcError(rpc.resourceUnavailable),
    transactionRejected: rpcError(rpc.transactionRejected),
    methodNotSupported: rpcError(rpc.methodNotSupported),
    limitExceeded: rpcError(rpc.limitExceeded),
  },
  provider: {
    userRejectedRequest: providerError(provider.userRejectedRequest),
    unauthorized: providerError(provider.unauthorized),
    unsupportedMethod: providerError(provider.unsupportedMethod),
    disconnected: providerError(provider.disconnected),
    chainDisconnected: providerError(provider.chainDisconnected),
    unsupportedChain: providerError(provider.unsupportedChain),
    /** Makes an error with a code of the provider's own, from 1000 to 4999. */
    custom: <T>({ code, ...options }: CustomErrorOptions<T>): EthereumProviderError<T> =>
      providerError(code)(options),
  },
};

function rpcError(code: number) {
  return <T>(argument?: Argument<T>): EthereumRpcError<T> => {
    const { message, data } = options(argument);
    return new EthereumRpcError(code, message ?? fallback(code), data);
  };
}

function providerError(code: number) {
  return <T>(argument?: Argument<T>): EthereumProviderError<T> => {
    const { message, data } = options(argument);
    return new EthereumProviderError(code, message ?? fallback(code), data);
  };
}

function options<T>(argument: Argument<T> | undefined): StandardErrorOptions<T> {
  return typeof argument === "string" ? { message: argument } : (argument ?? {});
}

function fallback(code: number): string {
  return messageOfCode(code) ?? `The request failed with code ${code}.`;
}
