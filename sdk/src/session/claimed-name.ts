/** The longest a name is shown, in characters. */
const LONGEST = 48;

/** More of a name is not even looked at. */
const LONGEST_READ = 1000;

/** Line breaks, controls, direction marks, and characters that are not seen or that nobody has assigned. */
const UNSEEN = /[\p{C}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\u2800]+/gu;

/** Everything that looks like a double quotation mark, two single ones in a row too. */
const QUOTATION_MARKS = /["“”„‟″‶«»〝〞〟＂❝❞ˮ״]|[’‘‚‛']{2,}/gu;

/** Accents piled up: they reach into the lines above and below. */
const PILED_MARKS = /(\p{M}{3})\p{M}+/gu;

const IDENTIFIER = /^[A-Za-z_$][\w$]*$/;

/** A word that begins with a letter: a digit would read on from the amount before it. */
const SYMBOL = /^\p{L}[\p{L}\p{N}$_-]*(\.[\p{L}\p{N}]+)?$/u;

/**
 * Writes a name that somebody claims in quotation marks, so that it reads as a name whatever it says: on one line, none
 * of it unseen, without direction or quotation marks, and short. Undefined if nothing is left of it.
 */
export function quotedName(name: string | undefined): string | undefined {
  const shown = visible(name);
  return shown === "" ? undefined : `“${shown}”`;
}

/** As `quotedName`, but plain where it is an identifier of Solidity. */
export function identifierName(name: string | undefined): string | undefined {
  return plainIf(IDENTIFIER, name);
}

/** As `quotedName`, but plain where it is a single word, as symbols of tokens are. */
export function symbolName(name: string | undefined): string | undefined {
  return plainIf(SYMBOL, name);
}

function plainIf(pattern: RegExp, name: string | undefined): string | undefined {
  const shown = visible(name);
  return shown === name && pattern.test(shown) ? shown : quotedName(name);
}

function visible(name = ""): string {
  const text = name
    .slice(0, LONGEST_READ)
    .replace(UNSEEN, " ")
    .replace(QUOTATION_MARKS, "'")
    .replace(PILED_MARKS, "$1")
    .replace(/\s+/gu, " ")
    .trim();
  const characters = Array.from(text);
  return characters.length <= LONGEST ? text : `${characters.slice(0, LONGEST - 1).join("")}…`;
}
