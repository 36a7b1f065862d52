import { once } from "node:events";
import { createInterface } from "node:readline/promises";

/**
 * Asks at the terminal whether to go on.
 *
 * @param sending what is about to be sent where, as a question
 * @throws Error if the answer is not "yes", or nobody can be asked
 */
export async function confirm(
  sending: string,
  input: NodeJS.ReadStream = process.stdin,
  output: NodeJS.WritableStream = process.stdout,
): Promise<void> {
  if (!input.isTTY) {
    throw new Error(
      "Nothing was sent: this is no terminal to confirm it at. Add --yes to go on without being asked.",
    );
  }
  const terminal = createInterface({ input, output });
  const closed = once(terminal, "close").then(() => "");
  // Ctrl-C and Ctrl-D end the question with an error of Node's; a terminal that is gone leaves it without an answer.
  const asked = terminal.question(`${sending} Type "yes" to go on: `).catch(() => "");
  const answer = await Promise.race([asked, closed]);
  terminal.close();
  if (answer.trim() !== "yes") throw new Error("Nothing was sent: it was not confirmed.");
}
