import { appendFile, readFile } from "node:fs/promises";

/** Environment variable that names the file to which tests write their measurements. */
export const FIGURES_FILE_VARIABLE = "TEST_FIGURES_FILE";

/** What the browser tests measure, with the maximum of each and its name for people. */
export const FIGURES = {
  promptsSignUp: { bar: 1, words: "passkey prompts to sign up with a session" },
  promptsReturn: { bar: 1, words: "passkey prompts to come back on the same device" },
  promptsNewDevice: { bar: 2, words: "passkey prompts to get in on another device" },
  gzipKb: { bar: 190, words: "kB of compressed script until the approval screen shows" },
  interactiveMs: { bar: 1000, words: "ms until it can be decided, in a browser that was there before" },
  signUpMs: { bar: 2000, words: "ms from the click that approves to a connected account" },
} as const;

/** The name of a measurement. */
export type FigureName = keyof typeof FIGURES;

/** What was measured, by name, without what was not. */
export type Figures = Readonly<Partial<Record<FigureName, number>>>;

/** Records a test's measurement if a run asks for it; the last of a name counts. */
export async function noteFigure(
  name: FigureName,
  value: number,
  path = process.env[FIGURES_FILE_VARIABLE],
): Promise<void> {
  if (path !== undefined) await appendFile(path, `${JSON.stringify({ [name]: value })}\n`);
}

/** Reads the measurements of a run. */
export async function readFigures(path: string): Promise<Figures> {
  const text = await readFile(path, "utf8").catch(() => "");
  const lines = text.split("\n").filter((line) => line !== "");
  return Object.assign({}, ...lines.map((line) => JSON.parse(line) as Figures)) as Figures;
}

/** Reports each figure and whether it is over its bar, or that no test measured it. */
export function figuresInWords(figures: Figures): string {
  const lines = figureNames().map((name) => {
    const { bar, words } = FIGURES[name];
    const value = figures[name];
    if (value === undefined) return `${name}: not measured, the test that does so did not come to it`;
    return `${name}: ${value} ${words}, ${value > bar ? "OVER THE BAR" : "within the bar"} of ${bar}`;
  });
  return lines.join("\n");
}

/** Lists the figures that are over their bars, or were not measured. */
export function overTheBar(figures: Figures): FigureName[] {
  return figureNames().filter((name) => (figures[name] ?? Infinity) > FIGURES[name].bar);
}

function figureNames(): FigureName[] {
  return Object.keys(FIGURES) as FigureName[];
}
