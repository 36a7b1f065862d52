import {
  ChallengeMismatchError,
  CrossOriginError,
  MalformedClientDataError,
  OriginMismatchError,
  WrongCeremonyError,
} from "../errors/passkey-errors.js";
import { toBase64Url } from "./base64url.js";
import { skipValue, take } from "./json-text.js";
import { checkOrigin } from "./origin.js";

/** The members of a clientDataJSON that count (Web Authentication Level 3, section 5.8.1). */
export interface ClientData {
  readonly type: string;
  /** base64url. */
  readonly challenge: string;
  readonly origin: string;
}

/** What a clientDataJSON has to say. */
export interface ExpectedClientData {
  readonly type: "webauthn.create" | "webauthn.get";
  /** Bytes of the challenge. */
  readonly challenge?: Uint8Array;
  readonly origin?: string;
}

/** A string that means what is between its quotes. */
const PLAIN = /"[ !#-[\]-\u{10ffff}]*"/uy;
/** One in which `\/` may be written for a slash, as Chrome on Android has written origins. */
const SLASHED = /"(?:[ !#-[\]-\u{10ffff}]|\\\/)*"/uy;

/**
 * Reads a clientDataJSON exactly as the chain does: one flat object, from the first character to the last, without white
 * space; of the members that count each once, without escapes but for `\/` in the origin.
 *
 * @throws MalformedClientDataError naming the position from which the chain could not read it
 * @throws CrossOriginError if the page was in a frame of another origin
 */
export function parseClientData(text: string): ClientData {
  const members = new Map<string, string>();
  let position = at(text, 0, "{");
  for (;;) {
    const name = take(text, position, PLAIN);
    if (name === undefined) throw unreadable(position);
    const key = name.slice(1, -1);
    if (members.has(key)) throw new MalformedClientDataError(`has the member ${JSON.stringify(key)} twice`);
    const start = at(text, position + name.length, ":");
    const value = memberValue(text, start, key);
    if (isCounted(key)) members.set(key, value);
    position = start + value.length;
    if (text[position] !== ",") break;
    position += 1;
  }
  if (at(text, position, "}") !== text.length) throw unreadable(position + 1);
  const member = (name: string) => members.get(name)?.slice(1, -1).replaceAll("\\/", "/");
  const [type, challenge, origin] = [member("type"), member("challenge"), member("origin")];
  if (type === undefined || challenge === undefined || origin === undefined)
    throw new MalformedClientDataError("lacks one of type, challenge and origin");
  return { type, challenge, origin };
}

/**
 * Reads a clientDataJSON and checks that the chain would take it.
 *
 * @throws MalformedClientDataError, CrossOriginError as `parseClientData`
 * @throws WrongCeremonyError, ChallengeMismatchError, OriginMismatchError if it says something else than expected
 * @throws InvalidOriginError for an origin that no passkey can be registered for
 */
export function checkClientData(text: string, expected: ExpectedClientData): ClientData {
  const data = parseClientData(text);
  if (data.type !== expected.type) throw new WrongCeremonyError(data.type, expected.type);
  if (expected.challenge && data.challenge !== toBase64Url(expected.challenge))
    throw new ChallengeMismatchError();
  checkOrigin(data.origin);
  if (expected.origin !== undefined && data.origin !== expected.origin)
    throw new OriginMismatchError(data.origin, expected.origin);
  return data;
}

function isCounted(name: string): boolean {
  return ["type", "challenge", "origin", "crossOrigin"].includes(name);
}

/** The text of a member's value, which begins at `start`. */
function memberValue(text: string, start: number, name: string): string {
  // There only if the page was in a frame of another origin.
  if (name === "topOrigin") throw new CrossOriginError();
  if (name === "crossOrigin") {
    if (text.startsWith("true", start)) throw new CrossOriginError();
    if (!text.startsWith("false", start)) throw unreadable(start);
    return "false";
  }
  const value = isCounted(name)
    ? take(text, start, name === "origin" ? SLASHED : PLAIN)
    : text.slice(start, skipValue(text, start) ?? start);
  if (value === undefined || value === "") throw unreadable(start);
  return value;
}

function at(text: string, position: number, character: string): number {
  if (text[position] !== character) throw unreadable(position);
  return position + 1;
}

function unreadable(position: number): MalformedClientDataError {
  return new MalformedClientDataError(`cannot be read by the chain from position ${position} on`);
}
