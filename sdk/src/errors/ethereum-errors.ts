import { SsoError } from "./sso-error.js";

/** An error with a code of JSON-RPC. */
export class EthereumRpcError<T> extends SsoError {
  override readonly name: string = "EthereumRpcError";
  declare readonly code: number;
  readonly data?: T;

  /** @throws RangeError unless the code is an integer and the message says something */
  constructor(code: number, message: string, data?: T) {
    if (!Number.isInteger(code)) throw new RangeError("An error code has to be an integer.");
    if (message === "") throw new RangeError("An error's message has to say something.");
    super(message, { code });
    if (data !== undefined) this.data = data;
  }
}

/** An error with a code of EIP-1193. */
export class EthereumProviderError<T> extends EthereumRpcError<T> {
  override readonly name = "EthereumProviderError";

  /** @throws RangeError unless the code is an integer from 1000 to 4999 */
  constructor(code: number, message: string, data?: T) {
    if (!(code >= 1000 && code <= 4999))
      throw new RangeError("A provider's error code has to be an integer from 1000 to 4999.");
    super(code, message, data);
  }
}
