import type { TestedSentence } from "./tested-sentence";
import { missingTests } from "./written-titles";

/** An attacker, as the page on security describes them: what stops them, by sentence, and what does not. */
export interface Threat {
  readonly attacker: string;
  readonly stops: readonly TestedSentence[];
  readonly remains: readonly string[];
}

/** A list item, with what is nested in it. */
interface Point {
  readonly sentence: string;
  readonly nested: readonly string[];
}

/** A reference to a test: a link to its file, and its title. */
const REFERENCE = /^\[[^\]]+\]\(\.\.\/([^)]+)\): (.+)$/;

/**
 * Reads the attackers of the page on security, which is in `docs/`: its second-level headings with the
 * third-level headings "What stops it" and "What does not".
 *
 * @throws Error naming the line that should refer to a test, and does not
 */
export function readThreats(text: string): Threat[] {
  return text
    .split(/^## /m)
    .slice(1)
    .map((part) => {
      const attacker = part.split("\n", 1)[0]!;
      const under = (heading: string) => part.split(`\n### ${heading}\n`)[1]?.split(/^###? /m)[0] ?? "";
      return {
        attacker,
        stops: pointsOf(under("What stops it")).map(testedSentence),
        remains: pointsOf(under("What does not")).map(({ sentence }) => sentence),
      };
    });
}

/** Reports attackers that nothing stops or of whom nothing remains, and sentences without tests. */
export function unprovenThreats(text: string): string[] {
  const threats = readThreats(text);
  if (threats.length === 0) return ["there is no attacker"];
  return threats.flatMap(({ attacker, stops, remains }) => [
    ...(stops.length === 0 ? [`${attacker}: nothing is said to stop it`] : []),
    ...(remains.length === 0 ? [`${attacker}: nothing is said to remain`] : []),
    ...stops
      .filter(({ tests }) => Object.keys(tests).length === 0)
      .map(({ sentence }) => `${attacker}: no test is named for: ${sentence}`),
    ...stops
      .flatMap(({ tests }) => missingTests(tests))
      .map((test) => `${attacker}: there is no test ${test}`),
  ]);
}

function pointsOf(text: string): Point[] {
  const list = text.trim().split(/\n\n(?!- )/)[0]!;
  return list
    .split(/^- /m)
    .slice(1)
    .map((point) => {
      const [sentence = "", ...nested] = point.split(/^ {2}- /m).map((each) => each.trim());
      return { sentence: sentence.replaceAll(/\s+/g, " "), nested };
    });
}

function testedSentence({ sentence, nested }: Point): TestedSentence {
  const tests: Record<string, string[]> = {};
  for (const line of nested) {
    const [, path, title] = REFERENCE.exec(line) ?? [];
    if (path === undefined || title === undefined)
      throw new Error(`this does not refer to a test by file and title: ${line}`);
    (tests[path] ??= []).push(title);
  }
  return { sentence, tests };
}
