import { expect } from "chai";
import { holds, isRefused, StepFailed } from "../../../scripts/walk/hold";
import type { Stage } from "../../../scripts/walk/stage";

describe("A step of the walk", () => {
  const printed: string[] = [];
  const printer = { refused: (what: string, reason: string) => printed.push(`${what}: ${reason}`) };
  const stage = { printer } as unknown as Stage;
  const refused = () => Promise.reject({ error: { code: 3, message: "nonce too low" } });

  it("fails if a value is not what it must be", () => {
    expect(() => holds("balance", 1n, 1n)).to.not.throw();
    expect(() => holds("balance", 1n, 2n)).to.throw(StepFailed, "balance: 1, expected 2");
  });

  it("fails if the chain accepts what it must refuse", async () => {
    const outcome = await isRefused(stage, "replay", Promise.resolve(), /nonce/).catch(String);
    expect(outcome).to.equal("StepFailed: replay: the chain accepted it");
  });

  it("fails if the chain refuses for another reason", async () => {
    const outcome = await isRefused(stage, "replay", refused(), /signature/).catch(String);
    expect(outcome).to.contain("replay: refused, but not for /signature/: nonce too low");
  });

  it("holds, and returns the reason, if the chain refuses for the right one", async () => {
    await isRefused(stage, "replay", refused(), /nonce/);
    expect(printed).to.deep.equal(["replay: nonce too low"]);
  });
});
