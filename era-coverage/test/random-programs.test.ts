import { expect } from "chai";
import fc from "fast-check";
import type { FileCoverage } from "../src/measure.ts";
import { AssemblyModel } from "./assembly-model.ts";
import { MeasuredChain } from "./measured-chain.ts";
import { ProgramModel } from "./program-model.ts";
import { assemblies } from "./random-assembly.ts";
import { programs } from "./random-program.ts";

const RUNS = 15;
const calls = fc.array(fc.nat({ max: 30 }), { minLength: 1, maxLength: 3 });
const cases = fc.tuple(programs, calls);

describe("coverage of random programs", function () {
  this.timeout(120_000);

  it("is what an interpreter says ran, with code from the legacy code generator", async () => {
    await fc.assert(
      fc.asyncProperty(cases, async ([program, args]) => {
        const model = new ProgramModel(program);
        const coverage = await measured(model, args, "legacy");
        expect(coveredLines(coverage)).to.have.members(model.coveredLines());
        expect(takenOutcomes(coverage)).to.deep.equal(model.outcomes());
      }),
      { numRuns: RUNS },
    );
  });

  it("is never more than that, with code by way of the IR", async () => {
    await fc.assert(
      fc.asyncProperty(cases, async ([program, args]) => {
        const model = new ProgramModel(program);
        const coverage = await measured(model, args, "ir");
        expect(model.coveredLines()).to.include.members(coveredLines(coverage));
        expect(takenOutcomes(coverage)).to.deep.equal(model.outcomes());
      }),
      { numRuns: RUNS },
    );
  });

  for (const pipeline of ["legacy", "ir"] as const) {
    it(`is what an interpreter says ran of assembly, with code from the ${pipeline} code generator`, async () => {
      await fc.assert(
        fc.asyncProperty(assemblies, calls, async (program, args) => {
          const model = new AssemblyModel(program);
          const coverage = await measured(model, args, pipeline);
          expect(coveredLines(coverage)).to.have.members(model.coveredLines());
          expect(takenOutcomes(coverage)).to.deep.equal(model.outcomes());
        }),
        { numRuns: RUNS },
      );
    });
  }
});

async function measured(
  model: ProgramModel | AssemblyModel,
  args: readonly number[],
  pipeline: "legacy" | "ir",
): Promise<FileCoverage> {
  const chain = await MeasuredChain.with(model.source, [pipeline]);
  const contract = await chain.deploy("Fixture");
  for (const argument of args) {
    await chain.call(contract, "f", argument);
    model.run(argument);
  }
  return chain.coverage();
}

function coveredLines({ lines }: FileCoverage): number[] {
  return [...lines].filter(([, times]) => times > 0).map(([line]) => line);
}

function takenOutcomes({ branches }: FileCoverage): string[] {
  const positions = new Map<number, number>();
  return branches
    .flatMap(({ line, outcomes }) => {
      const position = positions.get(line) ?? 0;
      positions.set(line, position + 1);
      return outcomes.filter(({ times }) => times > 0).map(({ name }) => `${line}:${position}:${name}`);
    })
    .sort();
}
