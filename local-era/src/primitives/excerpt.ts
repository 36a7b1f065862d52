const MAX_LENGTH = 80;

/** Shortens a text from a request, for a message that quotes it. */
export function excerpt(text: string): string {
  return text.length > MAX_LENGTH ? `${text.slice(0, MAX_LENGTH)}…` : text;
}

/** Shows the beginning of a JSON value as it was given. */
export function show(value: unknown): string {
  return value === undefined ? "nothing" : excerpt(JSON.stringify(value));
}
