const TOKEN = /\*\*\/|\*\*|\*|\?|[{},]|[^*?{},]+/g;

const PATTERNS: Readonly<Record<string, string>> = {
  "**/": "(?:.*/)?",
  "**": ".*",
  "*": "[^/]*",
  "?": "[^/]",
  "{": "(?:",
  "}": ")",
  ",": "|",
};

/** Returns the expression of the paths that a pattern names, in which `*`, `**`, `?` and `{a,b}` mean what they usually do. */
export function globExpression(pattern: string): RegExp {
  const parts = pattern.match(TOKEN) ?? [];
  return new RegExp(`^(?:${parts.map((part) => PATTERNS[part] ?? escaped(part)).join("")})$`);
}

function escaped(text: string): string {
  return text.replace(/[\\^$.|+()[\]]/g, "\\$&");
}
