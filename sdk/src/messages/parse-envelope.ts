import { MalformedMessageError } from "../errors/communicator-errors.js";
import type { PopupEventMessage, ResponseMessage } from "./envelope-schemas.js";
import type { MessageID } from "./message.js";

// By hand, as `PopupEventSchema` and `ResponseMessageSchema` say it: every app loads this, and need not load what reads
// schemas. A test holds the two together.

const LONGEST_ID = 64;

type Members = Readonly<Record<string, unknown>>;

/**
 * Reads what the auth server's page says of itself. Members that are not known are left out.
 *
 * @throws MalformedMessageError saying where it does not fit
 */
export function parsePopupEvent(message: unknown, what: string): PopupEventMessage {
  const members = membersOf(message, what);
  const id = idOf(members, "id", what);
  const { event } = members;
  if (event === "PopupLoaded" || event === "PopupUnload") return { id, event };
  throw new MalformedMessageError(what, "event", "it is neither PopupLoaded nor PopupUnload");
}

/**
 * Reads what the auth server answers. Members that are not known are left out.
 *
 * @throws MalformedMessageError saying where it does not fit
 */
export function parseResponse(message: unknown, what: string): ResponseMessage {
  const members = membersOf(message, what);
  const [id, requestId] = [idOf(members, "id", what), idOf(members, "requestId", what)];
  const content = contentOf(members["content"]);
  if (content) return { id, requestId, content };
  throw new MalformedMessageError(what, "content", "an answer holds a result or an error");
}

function membersOf(message: unknown, what: string): Members {
  if (isObject(message)) return message;
  throw new MalformedMessageError(what, "", "it is no object");
}

function idOf(members: Members, name: string, what: string): MessageID {
  const id = members[name];
  if (typeof id === "string" && id.length <= LONGEST_ID) return id as MessageID;
  throw new MalformedMessageError(what, name, `it is no text of at most ${LONGEST_ID} characters`);
}

function contentOf(content: unknown): ResponseMessage["content"] | undefined {
  if (!isObject(content)) return undefined;
  const { error } = content;
  if (isObject(error)) {
    const { code, message, data } = error;
    if (typeof code === "number" && Number.isSafeInteger(code) && typeof message === "string")
      return { error: "data" in error ? { code, message, data } : { code, message } };
  }
  return "result" in content ? { result: content["result"] } : undefined;
}

function isObject(value: unknown): value is Members {
  return typeof value === "object" && value !== null;
}
