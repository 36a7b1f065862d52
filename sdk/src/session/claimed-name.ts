import { UNSEEN } from "../errors/one-line.js";

/** The longest a name is shown, in characters. */
const LONGEST = 48;

/** More of a name is not even looked at. */
const LONGEST_READ = 1000;

/** What looks like a single quotation mark, apart from those of Unicode's own list: primes, accents, letters of apostrophes. */
const SINGLE = "(?:['‘’‚‛‹›＇`´｀′‵ʹʻʼʽʾʿˈˊˋˌˎˏ˴΄᾽᾿῾´`՚՛՝׳ߴߵꞌꞋᛌᑊ❛❜❟❮❯]|\\u{16f51}|\\u{16f52})";

/**
 * Everything that may pass for the end of a quotation: Unicode's quotation marks but the single ones, what looks like a
 * double one (double primes, ditto marks, double accents, ornaments, pairs of angles), and two single ones in a row.
 */
const QUOTATION_MARKS = new RegExp(
  `(?!${SINGLE})\\p{Quotation_Mark}|[\\u1cd3″‴⁗‶‷〃ʺˮ˝˵˶״\\u05f2❝❞❠≪≫⋘⋙⟪⟫《》⹂🙶🙷🙸]|${SINGLE}(?:\\s*${SINGLE})+`,
  "gu",
);

/** Accents that are on no letter: after a space, two of them are a quotation mark. */
const LOOSE_MARKS = /(?<![\p{L}\p{N}\p{M}])\p{M}+/gu;

/** Accents piled up: they reach into the lines above and below. */
const PILED_MARKS = /(\p{M}{3})\p{M}+/gu;

const IDENTIFIER = /^[A-Za-z_$][\w$]*$/;

/**
 * A word of ASCII that begins with a letter: a digit would read on from the amount before it, and letters of other alphabets
 * look like these.
 */
const SYMBOL = /^(?!(?:eth|ether|wei|nothing|everything|all|none)$)[a-z][a-z0-9$_-]*(\.[a-z0-9]+)?$/i;

/**
 * Writes a name that somebody claims in quotation marks, so that it reads as a name whatever it says: on one line, none
 * of it unseen, without direction or quotation marks, and short. Undefined if nothing is left of it.
 *
 * @param longest - in characters, for what is more than a name
 */
export function quotedName(name: string | undefined, longest = LONGEST): string | undefined {
  const shown = visible(name, longest);
  return shown === "" ? undefined : `“${shown}”`;
}

/** As `quotedName`, but plain where it is an identifier of Solidity. */
export function identifierName(name: string | undefined): string | undefined {
  return plainIf(IDENTIFIER, name);
}

/**
 * As `quotedName`, but plain where it is a single word, as symbols of tokens are. What passes for the chain's own currency, or for
 * an amount, is quoted.
 */
export function symbolName(name: string | undefined): string | undefined {
  return plainIf(SYMBOL, name);
}

function plainIf(pattern: RegExp, name: string | undefined): string | undefined {
  const shown = visible(name);
  return shown === name && pattern.test(shown) ? shown : quotedName(name);
}

function visible(name = "", longest = LONGEST): string {
  const text = name
    .slice(0, LONGEST_READ)
    .replace(UNSEEN, " ")
    .replace(LOOSE_MARKS, "")
    .replace(QUOTATION_MARKS, "'")
    .replace(PILED_MARKS, "$1")
    .replace(/\s+/gu, " ")
    .trim();
  const characters = Array.from(text);
  return characters.length <= longest ? text : `${characters.slice(0, longest - 1).join("")}…`;
}
