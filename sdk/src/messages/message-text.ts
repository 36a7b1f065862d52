import { MalformedMessageError } from "../errors/communicator-errors.js";
import { checkMessageSize } from "./message-size.js";

const BIGINT = "#bigint";
const DATE = "#date";

/** Writes a message as JSON, for where it is part of an address: bigints and dates as objects with one member. */
export function encodeMessage(message: unknown): string {
  return JSON.stringify(message, function (this: Record<string, unknown>, key, value: unknown) {
    // JSON.stringify has called the date's toJSON already.
    const original = this[key];
    if (original instanceof Date) return { [DATE]: original.getTime() };
    return typeof value === "bigint" ? { [BIGINT]: String(value) } : value;
  });
}

/**
 * Reads a message that `encodeMessage` wrote.
 *
 * @throws MessageTooLargeError if it is larger than 256 kB
 * @throws MalformedMessageError if it is not JSON
 */
export function decodeMessage(text: string): unknown {
  checkMessageSize(text);
  try {
    return JSON.parse(text, (_, value: unknown) => revive(value));
  } catch {
    throw new MalformedMessageError("The message", "", "it is not JSON");
  }
}

function revive(value: unknown): unknown {
  if (typeof value !== "object" || value === null || Object.keys(value).length !== 1) return value;
  const { [BIGINT]: bigint, [DATE]: date } = value as Record<string, unknown>;
  if (typeof bigint === "string" && /^-?\d{1,80}$/.test(bigint)) return BigInt(bigint);
  return typeof date === "number" ? new Date(date) : value;
}
