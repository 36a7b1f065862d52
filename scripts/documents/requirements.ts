/** A title of a suite or a test, and the file that has it. */
export interface PlacedTitle {
  readonly file: string;
  readonly title: string;
}

/** A tag is defined by a list item that begins with it. */
const DEFINITION = /^- ([A-Z]\d+): \S/gm;
/** Where a title has tags, whatever their letter: in front, or in brackets. */
const TAG_PLACES = /^([A-Z]\d+): |\(([A-Z]\d+(?:, [A-Z]\d+)*)\)/g;

/** Reads the tags that a page defines. */
export function definedTags(page: string): string[] {
  return [...page.matchAll(DEFINITION)].map(([, tag = ""]) => tag);
}

/**
 * Reports the tags that the page defines twice or no title has, and those of titles that it does not define.
 */
export function untestedRequirements(page: string, titles: readonly PlacedTitle[]): string[] {
  const defined = definedTags(page);
  const placed = titles.flatMap(({ file, title }) => tagsOf(title, defined).map((tag) => ({ file, tag })));
  const used = new Set(placed.map(({ tag }) => tag));
  const undefinedOnes = placed.filter(({ tag }) => !defined.includes(tag));
  return [
    ...defined.filter((tag, i) => defined.indexOf(tag) !== i).map((tag) => `${tag} is defined twice`),
    ...defined.filter((tag) => !used.has(tag)).map((tag) => `${tag} has no test`),
    ...new Set(undefinedOnes.map(({ file, tag }) => `${tag} is in a title of ${file}, but not defined`)),
  ];
}

/** A letter that has definitions makes a tag anywhere in a title: L1 is the chain below, and K99 a slip. */
function tagsOf(title: string, defined: readonly string[]): string[] {
  const letters = new Set(defined.map((tag) => tag.charAt(0)));
  const anywhere = [...title.matchAll(/\b[A-Z]\d+\b/g)].map(([tag]) => tag);
  const inPlace = [...title.matchAll(TAG_PLACES)].flatMap(([, front, bracketed]) =>
    (front ?? bracketed ?? "").split(", "),
  );
  return [...new Set([...anywhere.filter((tag) => letters.has(tag.charAt(0))), ...inPlace])];
}
