import { join, relative } from "node:path";

/** The folder of the programs is beside that of this file, in the repository and in the published package. */
const PROGRAMS = join(__dirname, "../bin");

/** What an unquoted word of a shell command may consist of. */
const SHELL_WORD = /^[\w./@+,:=%-]+$/;

/** Path of the node. */
export const NODE_PROGRAM = join(PROGRAMS, "anvil-zksync");

/** Path of the compiler, as the solc plugin takes it. */
export const COMPILER_PROGRAM = forShell(join(PROGRAMS, "zksolc"));

/**
 * Returns the path of a file for the solc plugin, which puts it into a shell command without quotes. If the name of a
 * folder would break that command, the path from the working directory avoids it.
 */
export function forShell(path: string): string {
  return SHELL_WORD.test(path) ? path : relative(process.cwd(), path);
}
