// Loaded into a measured node before its program: tells the parent how many bytes of heap are in use.
process.on("message", () => {
  globalThis.gc();
  process.send(process.memoryUsage().heapUsed);
});
// The channel alone does not keep the program alive.
process.channel?.unref();
