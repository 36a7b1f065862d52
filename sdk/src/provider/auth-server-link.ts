import type { Communicator } from "../communicator/communicator.js";
import { EthereumProviderError, EthereumRpcError } from "../errors/ethereum-errors.js";
import type { ResponseMessage } from "../messages/envelope-schemas.js";
import type { MessageID } from "../messages/message.js";
import { parseResponse } from "../messages/parse-envelope.js";
import { randomId } from "../messages/random-id.js";

/** Asks the auth server, by whatever carries messages there. */
export class AuthServerLink {
  readonly #communicator: Communicator;
  /** The ways that were opened for what is not over yet. */
  readonly #openings = new Set<Promise<void>>();

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
    this.#openings.add(opening);
    return opening;
  }

  /**
   * Opens the way to the auth server, unless it is open for this already, and does something. If nobody was asked by the end
   * of it, the way is closed again: the person would be left with a window that asks nothing.
   */
  async openFor<result>(
    opened: Promise<void> | undefined,
    act: (opening: Promise<void>) => Promise<result>,
  ): Promise<result> {
    const opening = opened ?? this.open();
    try {
      return await act(opening);
    } finally {
      this.#release(opening);
    }
  }

  #release(opening: Promise<void>): void {
    if (this.#openings.delete(opening) && this.#openings.size === 0) this.#communicator.dismiss?.();
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
    opened?: Promise<void>,
    id: MessageID = randomId(),
  ): Promise<unknown> {
    const request = { id, content: { action: { method, params }, chainId } } as { id: MessageID };
    const response = await this.openFor(opened, async (opening): Promise<unknown> => {
      await opening;
      return this.#communicator.postRequestAndWaitForResponse(request);
    });
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
