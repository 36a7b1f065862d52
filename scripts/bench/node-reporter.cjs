// Loaded into a measured node before its program: tells the parent what it asks for.
const { Session } = require("node:inspector");

const SAMPLING_MICROSECONDS = 200;
const profiler = new Session();

const answers = {
  heap(answer) {
    globalThis.gc();
    answer(process.memoryUsage().heapUsed);
  },
  cpu(answer) {
    const { user, system } = process.cpuUsage();
    answer(user + system);
  },
  startProfile(answer) {
    profiler.connect();
    profiler.post("Profiler.enable");
    profiler.post("Profiler.setSamplingInterval", { interval: SAMPLING_MICROSECONDS });
    profiler.post("Profiler.start", () => answer(true));
  },
  stopProfile(answer) {
    profiler.post("Profiler.stop", (_error, { profile }) => answer(profile));
  },
};

process.on("message", (question) => answers[question]((value) => process.send(value)));
// The channel alone does not keep the program alive.
process.channel?.unref();
