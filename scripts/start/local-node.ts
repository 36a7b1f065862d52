import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { lacksIPv6 } from "../sites/listen-on-loopback";

const HOST = "127.0.0.1";
const READY_TIMEOUT_MS = 120_000;
const PROBE_INTERVAL_MS = 20;

/** A node that runs as our child process. */
export interface LocalNode {
  readonly url: string;
  /** From starting the program to its first answer, in milliseconds. */
  readonly readyMs: number;
  /** Ends the node and waits until it is gone. */
  stop(): Promise<void>;
  /** Resolves with a description if the node ends by itself. */
  readonly ended: Promise<string>;
}

/** How a node is started. */
export interface LocalNodeOptions {
  /** Time of the first block, in seconds (Unix time); the node's own choice if not given. */
  readonly genesis?: number;
  /** Prints what contracts print on our standard output; the variables have the node do so although it is silent. */
  readonly console?: { readonly variables: Readonly<Record<string, string>> };
}

/**
 * Starts an anvil-zksync program and waits for its first answer. The node does not outlive this process.
 *
 * @throws Error if the port is in use, or the program ends or does not respond for two minutes.
 */
export async function startLocalNode(
  program: string,
  port: number,
  { genesis, console: contracts }: LocalNodeOptions = {},
): Promise<LocalNode> {
  await assertPortIsFree(port);
  const started = performance.now();
  const timestamp = genesis === undefined ? [] : [`--timestamp=${genesis}`];
  const child = spawn(program, [`--port=${port}`, ...timestamp, "--silent=true", "--offline", "run"], {
    stdio: ["ignore", contracts ? "inherit" : "ignore", "pipe"],
    env: { ...process.env, ...contracts?.variables },
  });
  const killWithUs = () => child.kill();
  process.once("exit", killWithUs);
  const ended = describeEnd(child);
  const url = `http://${HOST}:${port}`;
  const stop = async () => {
    process.off("exit", killWithUs);
    if (child.kill()) await once(child, "close");
  };
  try {
    await Promise.race([firstAnswer(url), ended.then((end) => Promise.reject(new Error(end)))]);
  } catch (error) {
    await stop();
    throw error;
  }
  return { url, readyMs: performance.now() - started, stop, ended };
}

/** Throws an Error that says what to do if somebody listens on a port of one of these addresses. */
export async function assertPortIsFree(
  port: number,
  option = "port",
  hosts: readonly string[] = [HOST],
): Promise<void> {
  for (const host of hosts) await assertIsFree(port, option, host);
}

async function assertIsFree(port: number, option: string, host: string): Promise<void> {
  const server = createServer();
  try {
    server.listen(port, host);
    await once(server, "listening");
  } catch (error) {
    if (lacksIPv6(error)) return;
    const { code } = error as NodeJS.ErrnoException;
    if (code !== "EADDRINUSE") throw error;
    throw new Error(
      `port ${port} is in use: end what listens there, or choose another with -- --${option} N`,
    );
  } finally {
    server.close();
  }
}

/** Returns how a child process ended, with its last output on standard error. */
async function describeEnd(child: ChildProcess): Promise<string> {
  let said = "";
  child.stderr?.on("data", (chunk: Buffer) => (said = (said + chunk.toString()).slice(-2000)));
  return new Promise((resolve) => {
    child.once("error", (error) => resolve(`the node could not be started: ${error.message}`));
    child.once("close", (code, signal) => resolve(`the node ended (${code ?? signal})\n${said}`.trimEnd()));
  });
}

/** Resolves once a node answers at `url`. Throws an Error if it does not respond for two minutes. */
export async function firstAnswer(url: string): Promise<void> {
  const request = {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ jsonrpc: "2.0", id: 1, method: "eth_chainId", params: [] }),
  };
  for (const deadline = performance.now() + READY_TIMEOUT_MS; performance.now() < deadline;) {
    const answer = await fetch(url, request).then(
      (response) => response.ok,
      () => false,
    );
    if (answer) return;
    await sleep(PROBE_INTERVAL_MS);
  }
  throw new Error(`the node did not answer at ${url} within ${READY_TIMEOUT_MS / 60_000} minutes`);
}
