import { fork, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import type { Profiler } from "node:inspector";
import { resolve } from "node:path";
import { firstAnswer } from "../start/local-node";
import { freePort } from "../toolchain/free-port";

/** A program to measure, a Node script; `arguments` follow the port. */
export interface NodeProgram {
  readonly script: string;
  readonly arguments: (port: number) => readonly string[];
  /** Variables beside those of this process. */
  readonly variables?: Readonly<Record<string, string>>;
}

const ROOT = resolve(__dirname, "../..");
const REPORTER = resolve(__dirname, "node-reporter.cjs");

/** The compared nodes, each without output and with its own default accounts. */
export const programs = {
  localEra: {
    script: resolve(ROOT, "local-era/bin/anvil-zksync"),
    arguments: (port) => [`--port=${port}`, "--silent=true", "--offline", "run"],
  },
  hardhat: {
    script: require.resolve("hardhat/internal/cli/bootstrap.js"),
    arguments: (port) => [
      "--config",
      resolve(__dirname, "plain-hardhat.config.ts"),
      "node",
      "--port",
      `${port}`,
    ],
  },
  anvil: {
    script: resolve(__dirname, "anvil.cjs"),
    arguments: (port) => ["--port", `${port}`, "--silent"],
  },
} as const satisfies Record<string, NodeProgram>;

/** A node that runs as our child process. */
export interface NodeProcess {
  readonly url: string;
  /** From starting the program to its first answer, in milliseconds. */
  readonly startMs: number;
  /** Bytes of heap in use after a garbage collection; for JavaScript programs only. */
  heapUsed(): Promise<number>;
  /** Milliseconds of processor time used so far, by all threads; for JavaScript programs only. */
  cpuMs(): Promise<number>;
  /** Samples what the main thread runs during a task; for JavaScript programs only. */
  profile(task: () => Promise<unknown>): Promise<Profiler.Profile>;
  /** Ends the node and waits until it is gone. */
  stop(): Promise<void>;
}

/**
 * Starts a program on a free port and waits for its first answer. Throws an Error if it ends or does not
 * respond.
 */
export async function startProcess(program: NodeProgram): Promise<NodeProcess> {
  const port = await freePort();
  const started = performance.now();
  const child = fork(program.script, program.arguments(port), {
    cwd: ROOT,
    env: { ...process.env, HARDHAT_NETWORK: undefined, ...program.variables },
    execArgv: ["--expose-gc", "--require", REPORTER],
    stdio: ["ignore", "ignore", "inherit", "ipc"],
  });
  const killWithUs = () => child.kill();
  process.once("exit", killWithUs);
  const stop = async () => {
    process.off("exit", killWithUs);
    if (child.exitCode === null && child.kill()) await once(child, "exit");
  };
  const url = `http://127.0.0.1:${port}`;
  try {
    await Promise.race([firstAnswer(url), endsEarly(child, program)]);
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    url,
    startMs: performance.now() - started,
    heapUsed: () => ask<number>(child, "heap"),
    cpuMs: async () => (await ask<number>(child, "cpu")) / 1000,
    profile: async (task) => {
      await ask(child, "startProfile");
      await task();
      return await ask<Profiler.Profile>(child, "stopProfile");
    },
    stop,
  };
}

/** Runs `task` with a fresh node of the program, which ends afterwards. */
export async function withNode<T>(program: NodeProgram, task: (node: NodeProcess) => Promise<T>): Promise<T> {
  const node = await startProcess(program);
  try {
    return await task(node);
  } finally {
    await node.stop();
  }
}

async function endsEarly(child: ChildProcess, { script }: NodeProgram): Promise<never> {
  const [code] = await once(child, "exit");
  throw new Error(`${script} ended (${String(code)}) before it answered`);
}

async function ask<T>(child: ChildProcess, question: string): Promise<T> {
  const answer = once(child, "message");
  child.send(question);
  const [value] = await answer;
  return value as T;
}
