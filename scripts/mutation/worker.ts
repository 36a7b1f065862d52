import fc from "fast-check";
import type { HardhatRuntimeEnvironment } from "hardhat/types";
import { freePort } from "../toolchain/free-port";
import { AffectedContracts } from "./affected";
import { mutantsOf, readBuild } from "./build";
import { ChangedArtifacts } from "./changed-artifacts";
import { startEmbeddedNode, type EmbeddedNode } from "./embedded-node";
import { measureReach } from "./measure-reach";
import type { Answer, Fate, Task } from "./messages";
import { DoesNotCompile, MutantCompiler } from "./mutant-compiler";
import { unitNames } from "./reach";
import { runFile } from "./run-file";
import { UnitRecorder } from "./unit-recorder";
import { Watchdog } from "./watchdog";
import { chooseLocalNetwork } from "../toolchain/local-network";

/** A process that has loaded everything that tests need, and does one task after the other. */
class Workplace {
  readonly #hre: HardhatRuntimeEnvironment;
  readonly #node: EmbeddedNode;
  readonly #artifacts: ChangedArtifacts;
  readonly #recorder: UnitRecorder | undefined;
  readonly #watchdog = new Watchdog();

  constructor(hre: HardhatRuntimeEnvironment, node: EmbeddedNode, recorder: UnitRecorder | undefined) {
    const build = readBuild();
    const affected = new AffectedContracts(build);
    this.#hre = hre;
    this.#node = node;
    this.#artifacts = new ChangedArtifacts(hre.artifacts, new MutantCompiler(build, affected), affected);
    this.#recorder = recorder;
  }

  async do(task: Task): Promise<Answer> {
    switch (task.kind) {
      case "measure":
        await this.#node.reset();
        return {
          kind: "reach",
          reach: await measureReach(task.file, this.#hre.config.mocha, this.#recorder!),
        };
      case "confirm":
        this.#artifacts.choose(undefined);
        return { kind: "confirmed", passes: (await this.#run(task.run)).failed === undefined };
      case "try":
        return { kind: "fate", fate: await this.#try(task) };
    }
  }

  async #try({ mutant, runs }: Task & { kind: "try" }): Promise<Fate> {
    this.#artifacts.choose(mutant);
    try {
      if (!(await this.#artifacts.differ())) return { outcome: "equivalent" };
    } catch (error) {
      if (error instanceof DoesNotCompile) return { outcome: "invalid", problem: error.message };
      throw error;
    }
    for (const run of runs) {
      say({ kind: "running", file: run.file });
      const { failed, problem = "" } = await this.#run(run);
      if (failed !== undefined) return { outcome: "killed", file: run.file, test: failed, problem };
    }
    return { outcome: "survived" };
  }

  async #run({ file, titles, allowed }: { file: string; titles?: readonly string[]; allowed: number }) {
    await this.#node.reset();
    this.#watchdog.allow(allowed);
    const result = await runFile(file, this.#hre.config.mocha, titles && new Set(titles));
    this.#watchdog.rest();
    return result;
  }
}

function say(answer: Answer): void {
  process.send!(answer);
}

/** Runs in a process of its own, forked with the argument `measure` if it is to say what tests reach. */
async function main([mode]: readonly string[]): Promise<void> {
  const build = mode === "measure" ? readBuild() : undefined;
  const recorder = build && new UnitRecorder(build, unitNames(mutantsOf(build)));
  const node = await startEmbeddedNode(await freePort(), recorder);
  chooseLocalNetwork();
  process.env.LOCAL_ERA_URL = node.url;
  const { default: hre } = await import("hardhat");
  // A kill is one whatever the smallest counterexample is, which takes longer to find.
  if (mode === "try") fc.configureGlobal({ endOnFailure: true });
  const workplace = new Workplace(hre, node, recorder);
  process.on("disconnect", () => process.exit());
  process.on("message", (task: Task) => {
    workplace
      .do(task)
      .catch((error: unknown): Answer => ({
        kind: "failed",
        problem: String((error as Error).stack ?? error),
      }))
      .then(say, () => process.exit(1));
  });
  say({ kind: "ready" });
}

main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
