import type { Communicator } from "../communicator/communicator.js";
import { EthereumProviderError, EthereumRpcError } from "../errors/ethereum-errors.js";
import type { ResponseMessage } from "../messages/envelope-schemas.js";
import type { MessageID } from "../messages/message.js";
import { parseResponse } from "../messages/parse-envelope.js";
import { randomId } from "../messages/random-id.js";

/** Asks the auth server, by whatever carries messages there. */
export class AuthServerLink {
  readonly #communicator: Communicator;

  constructor(communicator: Communicator) {
    this.#communicator = communicator;
  }

  /**
   * Opens the way to the auth server: before this returns, so that it may be called in a click. What fails is found
   * out by awaiting the promise; leaving it alone is no unhandled rejection.
   */
  open(): Promise<void> {
    const opening = this.#communicator.ready();
    opening.catch(() => undefined);
    return opening;
  }

  /**
   * Sends a request and returns what the auth server answers; the way to it opens before this returns.
   *
   * @param id - of the message, where it is known beforehand
   * @throws EthereumRpcError with the answer's code, if the answer is an error
   */
  async ask(
    method: string,
    params: unknown,
    chainId: number,
    opening = this.open(),
    id: MessageID = randomId(),
  ): Promise<unknown> {
    await opening;
    const response: unknown = await this.#communicator.postRequestAndWaitForResponse({
      id,
      content: { action: { method, params }, chainId },
    } as { id: MessageID });
    return resultOf(parseResponse(response, "The auth server's answer"));
  }
}

/** @throws EthereumRpcError if it is an error */
export function resultOf({ content }: ResponseMessage): unknown {
  if (!("error" in content)) return content.result;
  const { code, data } = content.error;
  const message = content.error.message || "The auth server answered with an error.";
  if (code >= 1000 && code <= 4999) throw new EthereumProviderError(code, message, data);
  throw new EthereumRpcError(code, message, data);
}
