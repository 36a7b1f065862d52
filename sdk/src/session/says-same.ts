/**
 * Says whether a value, as somebody gave it, is the one that its encoding says. An encoder makes a number of what is none: of
 * an empty text 0, of a date its milliseconds; and cuts a number beyond 2^53 where JavaScript does.
 *
 * @param decoded - what the encoding is read as
 */
export function saysSame(given: unknown, decoded: unknown): boolean {
  if (typeof decoded === "bigint" || typeof decoded === "number") return isExactNumber(given);
  if (typeof decoded === "string") return String(given).toLowerCase() === decoded.toLowerCase();
  if (typeof decoded !== "object" || decoded === null) return given === decoded;
  const members = given as Readonly<Record<string, unknown>>;
  return Object.entries(decoded).every(([name, member], i) =>
    saysSame(Array.isArray(given) ? (given as unknown[])[i] : members[name], member),
  );
}

/** What can be read as a number otherwise is refused by the encoder, or by its range. */
function isExactNumber(given: unknown): boolean {
  if (typeof given === "string") return given.trim() !== "";
  return typeof given === "bigint" || Number.isSafeInteger(given);
}
