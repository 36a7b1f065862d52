import type { Document } from "./documents";

/** The commands that a page may name. */
export interface KnownCommands {
  /** Scripts of package.json. */
  readonly scripts: readonly string[];
  /** Tasks of Hardhat. */
  readonly tasks: readonly string[];
}

/** npm's own commands, which need no entry in package.json. */
const NPM_COMMANDS = ["ci"];

/** Reports the commands, of `npm run` or `npx hardhat`, that a page names and that do not exist. */
export function unknownCommands({ path, text }: Document, { scripts, tasks }: KnownCommands): string[] {
  return [...text.matchAll(/\bnpm (?:run )?([a-z][\w:]*)|\bnpx hardhat ([\w-]+)/g)]
    .filter(([match]) => /^(npm (run |ci|start|test))|npx/.test(match))
    .filter(([, script = "", task]) =>
      task === undefined ? ![...scripts, ...NPM_COMMANDS].includes(script) : !tasks.includes(task),
    )
    .map(([match]) => `${path} names "${match}", which does not exist`);
}
