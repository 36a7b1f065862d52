/** A script of npm's that is this program alone, with its flags: nothing a shell would put in the background. */
const ONLY_THIS_PROGRAM = /^'?(?:anvil-zksync|zksync-era-local)'?(?:\s[^&|;<>()$`\n]*)?$/;

/**
 * Returns the process id of the shell in which npm or npx runs this program; undefined if somebody else runs it, who may
 * mean it to outlive its parent. Ended by its id, npm ends that shell, which leaves the program running.
 *
 * @param parent the process id of this program's parent
 */
export function npmShell(
  { npm_lifecycle_script: script = "" }: NodeJS.ProcessEnv,
  parent: number,
): number | undefined {
  return ONLY_THIS_PROGRAM.test(script) ? parent : undefined;
}
