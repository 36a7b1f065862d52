import { expect } from "chai";
import * as fc from "fast-check";
import { GasMeter } from "../../src/validation-rules/gas-meter.ts";
import type { FarCall, FarCallResult } from "../../src/vm/far-call.ts";

interface Step {
  /** Gas of the frame's own code. */
  readonly own: bigint;
  /** Whether the meter looks after it. */
  readonly isSeen: boolean;
  readonly callee: readonly Step[] | undefined;
}

const GIVEN = 10n ** 9n;
const enter = (meter: GasMeter, gas: bigint) => meter.enter({ gas } as FarCall);
const exit = (meter: GasMeter, gasUsed: bigint) => meter.exit({ gasUsed } as FarCallResult);

/** Runs a frame; returns what it used. */
function run(meter: GasMeter, gas: bigint, steps: readonly Step[]): bigint {
  enter(meter, gas);
  let used = 0n;
  for (const { own, isSeen, callee } of steps) {
    used += own;
    if (isSeen) meter.look(gas - used);
    if (callee !== undefined) used += run(meter, gas - used, callee);
  }
  exit(meter, used);
  return used;
}

describe("Gas meter", () => {
  it("counts each unit once, in whichever frame it was used", () => {
    const { frame } = fc.letrec<{ frame: Step[]; step: Step }>((tie) => ({
      step: fc.record({
        own: fc.bigInt(0n, 1000n),
        isSeen: fc.boolean(),
        callee: fc.option(tie("frame"), { nil: undefined, depthIdentifier: "calls" }),
      }),
      frame: fc.array(tie("step"), { maxLength: 4, depthIdentifier: "calls" }),
    }));
    fc.assert(
      fc.property(frame, (steps) => {
        const meter = new GasMeter();
        const used = run(meter, GIVEN, steps);
        expect(meter.used).to.equal(used);
      }),
    );
  });

  it("knows what open frames have used", () => {
    const meter = new GasMeter();
    enter(meter, 1000n);
    meter.look(900n);
    enter(meter, 800n);
    meter.look(500n);
    expect(meter.used).to.equal(400n);
  });
});
