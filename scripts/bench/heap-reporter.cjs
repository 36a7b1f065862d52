// Loaded into a measured node before its program: answers the parent with the bytes of heap that are in use.
process.on("message", () => {
  globalThis.gc();
  process.send(process.memoryUsage().heapUsed);
});
// The channel alone does not keep the program alive.
process.channel?.unref();
