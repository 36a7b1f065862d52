import type { Person, PersonOptions } from "./person.js";
import { sharedBrowser } from "./test-browser.js";

/**
 * Makes a test of what a person does in a browser. The test fails if a page of theirs, or of their second
 * device's, reports a problem that the test did not expect.
 *
 * @example it("opens", inBrowser(async (person) => { await person.openTab(url); }))
 */
export function inBrowser(
  test: (person: Person) => Promise<void>,
  options: PersonOptions = {},
): () => Promise<void> {
  return async () => {
    const person = await (await sharedBrowser()).person(options);
    try {
      await withProblems(() => test(person), person);
    } finally {
      await person.leave();
    }
  };
}

async function withProblems(test: () => Promise<void>, person: Person): Promise<void> {
  try {
    await test();
  } catch (error) {
    // The pages' problems often explain the failure.
    const problems = await person.complaints();
    if (error instanceof Error && problems.length > 0) error.message += `\n${inWords(problems)}`;
    throw error;
  }
  const problems = await person.complaints();
  if (problems.length > 0) throw new Error(inWords(problems));
}

function inWords(problems: readonly string[]): string {
  return ["The browser complained:", ...problems].join("\n  ");
}
