import { format, resolveConfig } from "prettier";
import { projectPath } from "../toolchain/toolchain";

/**
 * Writes prose from a comment as Markdown that says the same on a repository's host and on the site: what looks like a tag or
 * like a template is text. Line breaks of the comment are none of the page.
 */
export function prose(comment: string | undefined): string {
  const parts = (comment ?? "")
    .replaceAll(/\s+/g, " ")
    .trim()
    .split(/(`[^`]*`)/);
  return parts.map((part) => (part.startsWith("`") ? part : escaped(part))).join("");
}

/** Writes code within a line. */
export function code(text: string): string {
  return `\`${text}\``;
}

/** Writes Solidity as a block. */
export function solidity(text: string): string {
  return `\`\`\`solidity\n${text}\n\`\`\``;
}

/** Writes a table; none if it has no rows. */
export function table(headings: readonly string[], rows: readonly (readonly string[])[]): string[] {
  if (rows.length === 0) return [];
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
  return [[line(headings), line(headings.map(() => "---")), ...rows.map(line)].join("\n")];
}

/** Returns a page of these paragraphs, laid out as everything in the repository is. */
export async function markdownPage(path: string, paragraphs: readonly string[]): Promise<string> {
  const options = await resolveConfig(projectPath(path));
  return format(`${paragraphs.filter((each) => each !== "").join("\n\n")}\n`, {
    ...options,
    parser: "markdown",
  });
}

function escaped(text: string): string {
  return text
    .replaceAll("<", "&lt;")
    .replaceAll("{", "&#123;")
    .replaceAll(/([*_\\[\]])/g, "\\$1");
}
