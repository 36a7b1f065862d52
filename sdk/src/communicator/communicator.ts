import type { Message } from "../messages/message.js";

export type { Message, MessageID } from "../messages/message.js";

/** Carries messages to the auth server and back. */
export interface Communicator {
  /** Sends a message that needs no answer. */
  postMessage: (message: Message) => void;
  /**
   * Sends a request and waits for the message that answers it.
   *
   * @throws SsoError if none can come any more
   */
  postRequestAndWaitForResponse: <M extends Message>(request: Message & { id: string }) => Promise<M>;
  /** Waits for the first message that fits. */
  onMessage: <M extends Message>(predicate: (message: Partial<M>) => boolean) => Promise<M>;
  /**
   * Makes the auth server's page reachable. What has to happen in the person's click, such as opening a window,
   * happens before this returns; the promise is fulfilled when the page answers.
   */
  ready: () => Promise<void>;
  /** Closes what `ready` has opened, if it was for nothing: no request was sent there, and none waits to be. */
  dismiss?: () => void;
}
