import { createRequire } from "node:module";
import { readSolidityImport } from "./solidity-import";

/** The npm package: `compile` takes and returns standard JSON. */
interface Solc {
  compile(input: string, callbacks: { import: typeof readSolidityImport }): string;
}

interface CompilerMessages {
  readonly errors?: readonly { readonly severity: string; readonly formattedMessage: string }[];
}

/**
 * Compiles sources by npm's solc alone, for what the build does not have: syntax trees, storage layouts, code for the EVM.
 * What they import is read from the project and from its packages.
 *
 * @param sources texts by path
 * @param settings standard JSON's
 * @returns standard JSON's output
 * @throws Error with the compiler's messages if Solidity does not accept the sources
 */
export function compileSources<Output>(sources: Readonly<Record<string, string>>, settings: object): Output {
  // Loaded on demand, since that takes a second.
  const solc = createRequire(__filename)("solc") as Solc;
  const contents = Object.fromEntries(Object.entries(sources).map(([path, content]) => [path, { content }]));
  const input = { language: "Solidity", sources: contents, settings };
  const answer = solc.compile(JSON.stringify(input), { import: readSolidityImport });
  const output = JSON.parse(answer) as Output & CompilerMessages;
  const wrong = (output.errors ?? []).filter(({ severity }) => severity === "error");
  if (wrong.length > 0) throw new Error(wrong.map(({ formattedMessage }) => formattedMessage).join("\n"));
  return output;
}
