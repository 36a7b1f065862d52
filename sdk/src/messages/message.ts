/** Names a message: a UUID. */
export type MessageID = `${string}-${string}-${string}-${string}-${string}`;

/** What every message between an app and the auth server has. */
export interface Message {
  id: MessageID;
  /** The message that this one answers. */
  requestId?: MessageID;
}
