const MAX_LENGTH = 80;

/** The beginning of a text out of a request, for a message that repeats it. */
export function excerpt(text: string): string {
  return text.length > MAX_LENGTH ? `${text.slice(0, MAX_LENGTH)}…` : text;
}

/** The beginning of a JSON value, as it was given. */
export function show(value: unknown): string {
  return value === undefined ? "nothing" : excerpt(JSON.stringify(value));
}
