import { expect } from "chai";
import { analyseCode } from "../../src/vm/code-analysis.ts";

describe("The analysis of code", () => {
  const JUMPDEST = 0x5b;
  const PUSH1 = 0x60;
  const destinations = (...code: number[]) => [...analyseCode(Uint8Array.from(code)).jumpDestinations];

  it("finds jump destinations, and none in what is pushed", () => {
    expect(destinations(JUMPDEST, PUSH1, JUMPDEST, JUMPDEST)).to.deep.equal([1, 0, 0, 1]);
    expect(destinations(PUSH1)).to.deep.equal([0]);
  });

  it("is done once for equal code, as an estimate deploys it again and again, and anew for other code", () => {
    const analysis = analyseCode(Uint8Array.of(JUMPDEST, 1));
    expect(analyseCode(Uint8Array.of(JUMPDEST, 1))).to.equal(analysis);
    expect(analyseCode(Uint8Array.of(JUMPDEST, 2))).to.not.equal(analysis);
  });
});
