import { fork, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { projectPath } from "../toolchain/toolchain";
import { BUILD_VARIABLES } from "./build";
import type { Answer, Task } from "./messages";

/**
 * What came of a task: an answer, or the end of a process by a signal while tests ran: they took more processor time than they
 * were given, or all memory there is.
 */
export type Reply = Answer | { readonly kind: "stopped"; readonly file: string };

/** Somebody who does tasks, one at a time. */
export interface Labourer {
  do(task: Task): Promise<Reply>;
  end(): Promise<void>;
}

/** A worker in a process of its own, which is started when it is needed and again when it was stopped. */
export class WorkerProcess implements Labourer {
  readonly #mode: "measure" | "try";
  #child: ChildProcess | undefined;

  constructor(mode: "measure" | "try") {
    this.#mode = mode;
  }

  /** @throws Error if the worker ends by itself, or something failed in it that is no test */
  async do(task: Task): Promise<Reply> {
    const child = await this.#started();
    return await new Promise<Reply>((resolve, reject) => {
      let file = "";
      const settle = () => {
        child.off("message", onMessage);
        child.off("exit", onExit);
      };
      const onMessage = (answer: Answer) => {
        if (answer.kind === "running") return void (file = answer.file);
        settle();
        if (answer.kind === "failed") reject(new Error(answer.problem));
        else resolve(answer);
      };
      const onExit = (code: number | null, signal: NodeJS.Signals | null) => {
        settle();
        this.#child = undefined;
        if (signal !== null && file !== "") resolve({ kind: "stopped", file });
        else reject(new Error(`a worker ended (${code ?? signal})`));
      };
      child.on("message", onMessage).on("exit", onExit);
      child.send(task);
    });
  }

  async end(): Promise<void> {
    const child = this.#child;
    this.#child = undefined;
    if (child?.kill()) await once(child, "exit");
  }

  async #started(): Promise<ChildProcess> {
    if (this.#child !== undefined) return this.#child;
    const child = fork(projectPath("scripts/mutation/worker.ts"), [this.#mode], {
      cwd: projectPath("."),
      execArgv: ["--import", "tsx"],
      stdio: ["ignore", "ignore", "inherit", "ipc"],
      env: {
        ...process.env,
        ...BUILD_VARIABLES,
        HARDHAT_CONFIG: projectPath("scripts/mutation/hardhat.config.ts"),
      },
    });
    await new Promise<void>((resolve, reject) => {
      child.once("message", () => resolve());
      child.once("exit", (code, signal) => reject(new Error(`a worker did not start (${code ?? signal})`)));
    });
    child.removeAllListeners("exit");
    return (this.#child = child);
  }
}
