import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { setImmediate, setTimeout } from "node:timers/promises";
import { fileURLToPath } from "node:url";

export const EXECUTABLE = fileURLToPath(new URL("../../bin/anvil-zksync", import.meta.url));
const START_TIMEOUT_MS = 20_000;
const POLL_INTERVAL_MS = 20;

/** Describes a JSON-RPC error as received. */
export interface WireError {
  readonly code: number;
  readonly message: string;
  readonly data?: unknown;
}

/** Runs the executable on a port that the system chose. */
export class RunningNode {
  readonly url: string;
  /** What it printed until it listened. */
  readonly banner: string;
  readonly #process: ChildProcess;
  #output = "";

  private constructor(url: string, banner: string, process: ChildProcess) {
    this.url = url;
    this.banner = banner;
    this.#process = process;
    process.stdout?.on("data", (chunk: Buffer) => (this.#output += chunk.toString()));
  }

  static start(...flags: string[]): Promise<RunningNode> {
    return RunningNode.of(EXECUTABLE, flags);
  }

  /** Starts another program of the node, or one with variables beside those of this process. */
  static async of(
    program: string,
    flags: readonly string[] = [],
    variables: NodeJS.ProcessEnv = {},
  ): Promise<RunningNode> {
    const child = spawn(program, ["--port=0", ...flags], {
      stdio: ["ignore", "pipe", "inherit"],
      env: { ...process.env, ...variables },
    });
    const kill = () => child.kill();
    process.once("exit", kill);
    child.once("exit", () => process.off("exit", kill));
    const { url, printed } = await listening(child);
    return new RunningNode(url, printed, child);
  }

  /** Runs `task` with a node of its own, and ends the node afterwards. */
  static async with<T>(flags: readonly string[], task: (node: RunningNode) => Promise<T>): Promise<T> {
    const node = await RunningNode.start(...flags);
    try {
      return await task(node);
    } finally {
      await node.stop();
    }
  }

  get isAlive(): boolean {
    return this.#process.exitCode === null && this.#process.signalCode === null;
  }

  /** Returns what the node has printed since it listened; sends a request first, so that earlier output has arrived. */
  async printed(): Promise<string> {
    await this.call("eth_chainId");
    // When both have arrived, the response may be read before earlier output.
    await setImmediate();
    return this.#output;
  }

  /** Waits until the node has printed something, while it may be too busy to answer. */
  async untilPrinted(text: string): Promise<void> {
    while (!this.#output.includes(text)) {
      if (!this.isAlive) throw new Error(`the node ended without printing ${text}: ${this.#output}`);
      await setTimeout(POLL_INTERVAL_MS);
    }
  }

  /** Sends the node a signal again and again, until it ends. */
  async insist(signal: NodeJS.Signals): Promise<void> {
    while (this.isAlive) {
      this.#process.kill(signal);
      await setTimeout(POLL_INTERVAL_MS);
    }
  }

  /** Closes the reading end of the node's output. */
  stopReading(): void {
    this.#process.stdout?.destroy();
  }

  /** Ends the node and returns the signal that killed it. */
  stop(signal: NodeJS.Signals = "SIGTERM"): Promise<NodeJS.Signals | null> {
    if (!this.isAlive) return Promise.resolve(this.#process.signalCode);
    return new Promise((resolve) => {
      this.#process.once("exit", (_code, by) => resolve(by));
      this.#process.kill(signal);
    });
  }

  /** Waits until the node ends by itself, and returns the signal that killed it. */
  async ended(): Promise<NodeJS.Signals | null> {
    if (this.isAlive) await once(this.#process, "exit");
    return this.#process.signalCode;
  }

  /** Posts a body unchanged. */
  post(body: string, headers: Record<string, string> = {}): Promise<Response> {
    const contentType = { "content-type": "application/json" };
    return fetch(this.url, { method: "POST", body, headers: { ...contentType, ...headers } });
  }

  /** Calls a method; throws when it returns an error. */
  async call<T = unknown>(method: string, ...params: unknown[]): Promise<T> {
    const { result, error } = await this.#request(method, params);
    if (error !== undefined) throw new Error(`${method}: ${error.code} ${error.message}`);
    return result as T;
  }

  /** Calls a method that must fail, and returns its error. */
  async failure(method: string, ...params: unknown[]): Promise<WireError> {
    const { result, error } = await this.#request(method, params);
    if (error === undefined) throw new Error(`${method} answered ${JSON.stringify(result)}`);
    return error;
  }

  async #request(method: string, params: unknown[]): Promise<{ result?: unknown; error?: WireError }> {
    const response = await this.post(JSON.stringify({ jsonrpc: "2.0", id: 1, method, params }));
    return (await response.json()) as { result?: unknown; error?: WireError };
  }
}

function listening(child: ChildProcess): Promise<{ url: string; printed: string }> {
  return new Promise((resolve, reject) => {
    const timer = globalThis.setTimeout(
      () => reject(new Error("the node did not start in time")),
      START_TIMEOUT_MS,
    );
    let output = "";
    child.stdout?.on("data", (chunk: Buffer) => {
      output += chunk.toString();
      const url = /Listening on (http:\S+)/.exec(output)?.[1];
      if (url === undefined) return;
      clearTimeout(timer);
      resolve({ url, printed: output });
    });
    child.once("exit", (code) => reject(new Error(`the node ended with code ${code}: ${output}`)));
  });
}
