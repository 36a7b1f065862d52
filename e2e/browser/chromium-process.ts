import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromiumFiles } from "./chromium-files.js";
import { SWITCHES } from "./switches.js";

/** A Chromium that runs as our child process. */
export interface ChromiumProcess {
  /** Its DevTools endpoint. */
  readonly endpoint: string;
  /** Reads the arguments that it really runs with. */
  commandLine(): Promise<string[]>;
  /** Ends it, and waits until it is gone. */
  stop(): Promise<void>;
}

/**
 * Starts Chromium, headless, with a fresh profile. It does not outlive this process.
 *
 * @throws Error with its output if it exits instead
 */
export async function startChromium(): Promise<ChromiumProcess> {
  const { executable, environment } = await chromiumFiles();
  const profile = await mkdtemp(join(tmpdir(), "chromium-profile-"));
  const child = spawn(executable, [...SWITCHES, `--user-data-dir=${profile}`], {
    env: { ...process.env, ...environment },
    stdio: ["ignore", "ignore", "pipe"],
  });
  const killWithUs = () => child.kill("SIGKILL");
  process.once("exit", killWithUs);
  const stop = async () => {
    process.off("exit", killWithUs);
    if (child.kill()) await once(child, "close");
    await rm(profile, { recursive: true, force: true, maxRetries: 10 });
  };
  try {
    return { endpoint: await endpointOf(child), commandLine: () => commandLineOf(child), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

function endpointOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = "";
    child.stderr?.on("data", (chunk: Buffer) => {
      said = (said + chunk.toString()).slice(-10_000);
      const [, endpoint] = /DevTools listening on (ws:\S+)\s/.exec(said) ?? [];
      if (endpoint !== undefined) resolve(endpoint);
    });
    child.once("error", reject);
    child.once("close", (code, signal) => reject(new Error(`Chromium ended (${code ?? signal})\n${said}`)));
  });
}

async function commandLineOf({ pid }: ChildProcess): Promise<string[]> {
  return (await readFile(`/proc/${pid}/cmdline`, "utf8")).split("\0").filter((each) => each !== "");
}
