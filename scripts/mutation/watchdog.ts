import { Worker } from "node:worker_threads";

const CHECK_MS = 250;

/** Runs beside the main thread, which a mutant may keep busy for ever. */
const PROGRAM = `
  const { workerData } = require("node:worker_threads");
  const limit = new Float64Array(workerData);
  setInterval(() => {
    const { user, system } = process.cpuUsage();
    if (limit[0] > 0 && (user + system) / 1000 > limit[0]) process.kill(process.pid, "SIGKILL");
  }, ${CHECK_MS});
`;

/** Ends this process by SIGKILL when what it does takes more processor time than it was given, however busy the machine is. */
export class Watchdog {
  readonly #limit = new Float64Array(new SharedArrayBuffer(Float64Array.BYTES_PER_ELEMENT));

  constructor() {
    new Worker(PROGRAM, { eval: true, execArgv: [], workerData: this.#limit.buffer }).unref();
  }

  /** Gives what follows so many milliseconds of processor time. */
  allow(milliseconds: number): void {
    const { user, system } = process.cpuUsage();
    this.#limit[0] = (user + system) / 1000 + milliseconds;
  }

  /** Lets the process take what it likes. */
  rest(): void {
    this.#limit[0] = 0;
  }
}
