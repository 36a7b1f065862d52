/**
 * Ends this process when it is told to (Ctrl-C, SIGTERM), its terminal closes or its output is closed, with
 * the exit code a shell gives to the signal; `exit` listeners clean up.
 */
export function endOnSignals(): void {
  process.once("SIGHUP", () => process.exit(129));
  process.once("SIGINT", () => process.exit(130));
  process.once("SIGTERM", () => process.exit(143));
  // Node.js ignores SIGPIPE; writing fails instead.
  process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
    process.exit(141);
  });
}
