/** Ends this process when it is asked to (Ctrl-C, SIGTERM), with a shell's exit code; `exit` listeners clean up. */
export function endOnSignals(): void {
  process.once("SIGINT", () => process.exit(130));
  process.once("SIGTERM", () => process.exit(143));
}
