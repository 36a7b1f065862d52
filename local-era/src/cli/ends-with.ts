const CHECK_INTERVAL = 1000;

/** Ends this process, as a signal does, once another one has ended: its parent may be killed without a word. */
export function endWith(processId: number): void {
  const timer = setInterval(() => {
    if (isRunning(processId)) return;
    clearInterval(timer);
    process.kill(process.pid, "SIGTERM");
  }, CHECK_INTERVAL);
  timer.unref();
}

function isRunning(processId: number): boolean {
  try {
    return process.kill(processId, 0);
  } catch (error) {
    // It exists, and is somebody else's.
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
