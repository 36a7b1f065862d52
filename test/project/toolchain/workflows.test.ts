import { expect } from "chai";
import { accessSync, constants, readFileSync } from "node:fs";
import hre from "hardhat";
import { unknownCommands } from "../../../scripts/documents/commands";
import { suites } from "../../../scripts/test/suites";
import { projectPath, TOOLCHAINS } from "../../../scripts/toolchain/toolchain";
import { workflowFiles, type WorkflowJob } from "../../helpers/project/workflow";

const PINNED = /@(v\d+|[0-9a-f]{40})$/;
const ANY_COMMAND = /^(npm (ci|test|run [\w:]+)|npx hardhat [\w-]+|\.ci\/run)( |$)/;

/** Returns the lines of a job's shell commands. */
function commands({ steps }: WorkflowJob): string[] {
  return steps.flatMap(({ run = "" }) => run.split("\n")).filter((line) => line.trim() !== "");
}

describe("The workflows of continuous integration", () => {
  const files = workflowFiles();
  const jobs = files.flatMap(({ name, workflow }) =>
    Object.entries(workflow.jobs).map(([id, job]) => ({ place: `${name}: ${id}`, job, workflow })),
  );
  const named = (name: string) => files.find((file) => file.name === name)!.workflow;

  it("run commands that exist, and no others", () => {
    const { scripts } = JSON.parse(readFileSync(projectPath("package.json"), "utf8")) as { scripts: object };
    const known = { scripts: Object.keys(scripts), tasks: Object.keys(hre.tasks) };
    for (const { place, job } of jobs) {
      const lines = commands(job);
      expect(lines, place).not.to.have.length(0);
      for (const line of lines) expect(line, place).to.match(ANY_COMMAND);
      expect(unknownCommands({ path: place, text: lines.join("\n") }, known)).to.deep.equal([]);
    }
    accessSync(projectPath(".ci/run"), constants.X_OK);
  });

  it("run test suites that exist", () => {
    const names = jobs
      .flatMap(({ job }) => commands(job))
      .flatMap((line) => /^npm test -- (.*)$/.exec(line)?.[1]!.split(" ") ?? []);
    expect(names).to.include("contracts");
    expect(suites.map(({ name }) => name)).to.include.members(names);
  });

  it("name a toolchain that exists", () => {
    const toolchains = jobs.flatMap(({ job }) => job.env?.ERA_TOOLCHAIN ?? []);
    expect(toolchains).to.deep.equal(["official"]);
    expect(TOOLCHAINS).to.include.members(toolchains);
  });

  it("pin the actions of others by a commit or a major version", () => {
    const used = jobs.flatMap(({ job }) => job.steps.flatMap(({ uses }) => uses ?? []));
    expect(used).to.include("actions/checkout@v4");
    for (const action of used) expect(action).to.match(PINNED);
  });

  it("may read the repository, and nothing else unless a job says so", () => {
    for (const { name, workflow } of files)
      expect(workflow.permissions, name).to.deep.equal({ contents: "read" });
  });

  it("leave no token behind for what they run, and end by themselves", () => {
    for (const { place, job } of jobs) {
      expect(job["timeout-minutes"], place).to.be.a("number");
      for (const { uses = "", with: given = {} } of job.steps) {
        if (uses.startsWith("actions/checkout@")) expect(given["persist-credentials"], place).to.equal(false);
      }
    }
  });

  it("need no secret", () => {
    for (const { name, text } of files) expect(text, name).not.to.match(/\bsecrets\b/);
  });

  it("put nothing that a stranger can write into a shell command", () => {
    for (const { place, job } of jobs)
      for (const line of commands(job)) expect(line, place).not.to.contain("${{");
  });

  it("check everything on the oldest Node that is promised and on the long-term release", () => {
    const { engines } = JSON.parse(readFileSync(projectPath("package.json"), "utf8")) as {
      engines: { node: string };
    };
    const { embedded } = named("checks.yml").jobs;
    expect(embedded!.strategy!.matrix.node).to.deep.equal([
      /^>=(\d+\.\d+)\.0$/.exec(engines.node)![1],
      "lts/*",
    ]);
    expect(commands(embedded!)).to.deep.equal([".ci/run"]);
  });

  it("ask a pull request for a changeset, by what differs from the branch that it goes to", () => {
    const { changeset } = named("checks.yml").jobs;
    expect(changeset!.if).to.equal("github.event_name == 'pull_request'");
    expect(changeset!.steps[0]!.with).to.include({ "fetch-depth": 0 });
    expect(commands(changeset!).at(-1)).to.equal('npm run changeset -- status --since="origin/$BASE"');
    expect(changeset!.steps.at(-1)!.env).to.deep.equal({ BASE: "${{ github.base_ref }}" });
  });

  it("publish on the branch main alone, by who they are and without a token, after all checks", () => {
    const { on, jobs: all } = named("release.yml");
    const job = all.publish!;
    expect(Object.keys(on)).to.deep.equal(["workflow_dispatch"]);
    expect(job.if).to.equal("github.ref == 'refs/heads/main'");
    expect(job.permissions).to.deep.equal({ contents: "read", "id-token": "write" });
    expect(commands(job)).to.deep.equal([".ci/run", "npm run release -- --publish"]);
    const others = jobs.filter((one) => one.job !== job);
    for (const { place, job: other } of others) expect(other.permissions, place).to.equal(undefined);
  });

  it("run the contracts' suite on the official toolchain", () => {
    const { contracts } = named("official.yml").jobs;
    expect(contracts!.env).to.deep.equal({ ERA_TOOLCHAIN: "official" });
    expect(commands(contracts!)).to.include.members(["npx hardhat compile", "npm test -- contracts"]);
  });
});
