import { expect } from "chai";
import type { Fate, Task } from "../../../../scripts/mutation/messages";
import { KillRecord } from "../../../../scripts/mutation/kill-record";
import { Planner } from "../../../../scripts/mutation/plan";
import { unitNames, type FileReach, type Reach } from "../../../../scripts/mutation/reach";
import { Trial } from "../../../../scripts/mutation/trial";
import type { Labourer, Reply } from "../../../../scripts/mutation/worker-process";
import { mutantsIn } from "./parsed";

const MUTANTS = mutantsIn(
  "contract C { uint256 n; function f() public { n = 1; n = 2; } function g() public { n = 3; } }",
);
const NAMES = unitNames(MUTANTS);
const [first, second] = [0, 1];
const inUnit = (unit: number) => MUTANTS.find((mutant) => NAMES[unit] === unitNames([mutant])[0])!;

/** A mutant of another function of the file. */
const ELSEWHERE = MUTANTS.find(({ place }) => place === "C.g")!;

const test = (title: string, cpu: number, ...units: number[]): Reach => ({
  title,
  isSuite: false,
  units,
  cpu,
});
const suite = (title: string, ...units: number[]): Reach => ({ title, isSuite: true, units, cpu: 100 });
const file = (name: string, tests: Reach[], suites: Reach[] = []): FileReach => ({
  file: name,
  tests,
  suites,
  cpu: 1000,
});
const planFor = (reaches: FileReach[], record = new KillRecord()) =>
  new Planner(reaches, NAMES, MUTANTS, record);
const killedBy = (name: string, title: string): Fate => ({
  outcome: "killed",
  file: name,
  test: title,
  problem: "",
});
const planned = (planner: Planner, unit: number) =>
  planner.runsFor(inUnit(unit)).map(({ file: name, titles }) => ({ name, titles }));

describe("The plan of tests for a mutant", () => {
  it("has the tests that run the change, and those whose set-up does, and no others", () => {
    const planner = planFor([
      file("a", [test("A › runs it", 10, first), test("A › does not", 10, second)]),
      file("b", [test("B › in › x", 10), test("B › out", 10)], [suite("B › in", first)]),
      file("c", [test("C › elsewhere", 10, second)]),
    ]);
    expect(planned(planner, first)).to.deep.equal([
      { name: "a", titles: ["A › runs it"] },
      { name: "b", titles: ["B › in › x"] },
    ]);
  });

  it("begins with the cheapest, unless dearer tests kill more often", () => {
    const record = new KillRecord();
    const planner = planFor(
      [file("dear", [test("D", 1000, first)]), file("cheap", [test("C", 400, first)])],
      record,
    );
    const runs = [{ file: "cheap" }, { file: "dear" }];
    expect(planned(planner, first).map(({ name }) => name)).to.deep.equal(["cheap", "dear"]);
    for (let i = 0; i < 3; i++) record.note(ELSEWHERE, runs, killedBy("dear", "D"));
    expect(planned(planner, first).map(({ name }) => name)).to.deep.equal(["dear", "cheap"]);
  });

  it("has the tests first, each alone, that killed other changes of the function last", () => {
    const record = new KillRecord();
    const reaches = [
      file("a", [test("A › 1", 10, first), test("A › 2", 10, first)]),
      file("b", [test("B", 900, first)]),
    ];
    const planner = planFor(reaches, record);
    for (const fate of [killedBy("a", "A › 2"), killedBy("b", "B"), killedBy("gone", "G")])
      record.note(inUnit(second), [], fate);
    expect(planned(planner, first)).to.deep.equal([
      { name: "b", titles: ["B"] },
      { name: "a", titles: ["A › 2"] },
      { name: "a", titles: undefined },
      { name: "b", titles: undefined },
    ]);
    planner.runWhole("b");
    expect(planned(planner, first)[0]).to.deep.equal({ name: "a", titles: ["A › 2"] });
  });

  it("falls back on the function's other statements where a change is never seen to run", () => {
    const planner = planFor([file("a", [test("A", 10, second)])]);
    expect(planned(planner, first)).to.deep.equal([{ name: "a", titles: undefined }]);
  });

  it("allows a multiple of what the file takes usually", () => {
    const planner = planFor([file("a", [test("A", 10, first)])]);
    expect(planner.runsFor(inUnit(first))[0]!.allowed).to.be.greaterThan(5 * 1000);
  });

  it("a test that fails alone without a mutant is not believed: all of its file run", async () => {
    const reach = file("a", [test("A › prepares", 10), test("A › depends", 10, first)]);
    const tried: (readonly string[] | undefined)[] = [];
    const labourer: Labourer = {
      do: (task: Task): Promise<Reply> => {
        if (task.kind === "confirm") return Promise.resolve({ kind: "confirmed", passes: false });
        const { titles } = (task as Task & { kind: "try" }).runs[0]!;
        tried.push(titles);
        const fate =
          titles === undefined
            ? ({ outcome: "survived" } as const)
            : ({ outcome: "killed", file: "a", test: "A › depends", problem: "not prepared" } as const);
        return Promise.resolve({ kind: "fate", fate });
      },
      end: () => Promise.resolve(),
    };
    const trial = new Trial(planFor([reach]), new KillRecord());
    expect(await trial.fateOf(inUnit(first), labourer)).to.deep.equal({ outcome: "survived" });
    expect(tried).to.deep.equal([["A › depends"], undefined]);
  });

  it("a mutant with which tests do not end is killed", async () => {
    const labourer: Labourer = {
      do: () => Promise.resolve({ kind: "stopped", file: "a" }),
      end: () => Promise.resolve(),
    };
    const trial = new Trial(planFor([file("a", [test("A", 10, first)])]), new KillRecord());
    expect(await trial.fateOf(inUnit(first), labourer)).to.include({ outcome: "killed", file: "a" });
  });
});
