/**
 * Tells whether a licence can be complied with by what `isAllowed` lets, for a licence expression of SPDX: one of the
 * choices of an `OR`, all parts of an `AND`.
 */
export function isCompliant(expression: string, isAllowed: (licence: string) => boolean): boolean {
  const text = withoutParentheses(expression.trim());
  const choices = split(text, " OR ");
  if (choices.length > 1) return choices.some((choice) => isCompliant(choice, isAllowed));
  const parts = split(text, " AND ");
  if (parts.length > 1) return parts.every((part) => isCompliant(part, isAllowed));
  // An exception only adds permissions.
  return isAllowed(text.split(" WITH ")[0]!);
}

/** Removes parentheses around the whole text. */
function withoutParentheses(text: string): string {
  if (!text.startsWith("(") || depths(text).indexOf(0) !== text.length - 1) return text;
  return withoutParentheses(text.slice(1, -1).trim());
}

/** Splits a text at an operator, outside of parentheses. */
function split(text: string, operator: string): string[] {
  const depth = depths(text);
  const parts: string[] = [];
  let start = 0;
  for (let at = text.indexOf(operator); at >= 0; at = text.indexOf(operator, at + 1)) {
    if (depth[at] !== 0) continue;
    parts.push(text.slice(start, at));
    start = at + operator.length;
  }
  return [...parts, text.slice(start)];
}

/** Returns how many parentheses are open after each character. */
function depths(text: string): number[] {
  let depth = 0;
  return [...text].map((character) => (depth += character === "(" ? 1 : character === ")" ? -1 : 0));
}
