// JSON as the chain walks over it: RFC 8259 without white space between tokens, nested at most eight deep.

const MAX_DEPTH = 8;
const STRING = /"(?:[ !#-[\]-\u{10ffff}]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/uy;
const ATOM = /true|false|null|-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?/y;

/** Returns what a sticky pattern finds at a position. */
export function take(text: string, position: number, pattern: RegExp): string | undefined {
  pattern.lastIndex = position;
  return pattern.exec(text)?.[0];
}

/** Returns the position after the value that begins at `position`; nothing if none does, or none that the chain would read. */
export function skipValue(text: string, position: number, depth = MAX_DEPTH): number | undefined {
  if (text[position] === "{") return skipList(text, position, depth, "}", skipMember);
  if (text[position] === "[") return skipList(text, position, depth, "]", skipValue);
  return skipToken(text, position, text[position] === '"' ? STRING : ATOM);
}

function skipToken(text: string, position: number, pattern: RegExp): number | undefined {
  const token = take(text, position, pattern);
  return token === undefined ? undefined : position + token.length;
}

function skipMember(text: string, position: number, depth: number): number | undefined {
  const end = skipToken(text, position, STRING);
  return end !== undefined && text[end] === ":" ? skipValue(text, end + 1, depth) : undefined;
}

function skipList(
  text: string,
  start: number,
  depth: number,
  closing: string,
  skip: (text: string, position: number, depth: number) => number | undefined,
): number | undefined {
  if (depth === 0) return undefined;
  if (text[start + 1] === closing) return start + 2;
  let position: number | undefined = start;
  do {
    position = skip(text, position + 1, depth - 1);
    if (position === undefined) return undefined;
  } while (text[position] === ",");
  return text[position] === closing ? position + 1 : undefined;
}
