/**
 * What cannot be seen or turns the direction of what follows; and accents after three on one letter, which reach into the lines
 * above and below. Names of apps may have no more, either.
 */
const MISLEADING = /[\p{C}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\u2800]|(?<=\p{M}{3})\p{M}/gu;

/**
 * Writes what cannot be seen, turns the direction of what follows or hides what is around it as its number: what is signed is
 * what is shown.
 */
export function visibleText(text: string): string {
  return text.replace(MISLEADING, (character) => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`);
}
