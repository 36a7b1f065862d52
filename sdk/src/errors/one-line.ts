/** Line breaks, controls, direction marks, and characters that are not seen or that nobody has assigned. */
export const UNSEEN = /[\p{C}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\u2800]+/gu;

/**
 * Writes a text of somebody else's on one line: nothing of it unseen, and no longer than it may be. It takes time in proportion to
 * what is shown, however long the text is.
 *
 * @param longest - in characters, before the mark of what was left out
 */
export function oneLine(text: string, longest: number): string {
  const read = text.slice(0, 2 * longest);
  const lines = read.split("\n").map((each) => each.replace(UNSEEN, " ").trim());
  const line = lines.filter((each) => each !== "").join(" ");
  const isWhole = read === text && line.length <= longest;
  return isWhole ? line : `${line.slice(0, longest)}…`;
}
