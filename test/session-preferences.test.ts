import { expect } from "chai";
import { Interface, ZeroHash, zeroPadValue } from "ethers";
import { sessionSpec, type CallPreference } from "./helpers/session-preferences";
import { ConstraintCondition } from "./helpers/session-spec";
import { allowance, lifetime, unlimited, usageLimit } from "./helpers/usage-limit";

const TARGET = "0x45E6dC995113fd3d1A3b1964493105B9AA9a9A42";
const abi = new Interface([
  "function pay(address to, uint256[2] parts, tuple(uint256 a, bool b) more, uint256 amount)",
  "function tell(string text, uint256 amount)",
]);

describe("Session preferences", () => {
  it("take a bare number for the session's lifetime, and a period for an allowance", () => {
    expect(usageLimit(5n)).to.deep.equal(lifetime(5n));
    expect(usageLimit({ limit: 5n })).to.deep.equal(lifetime(5n));
    expect(usageLimit({ limit: 5n, period: 60n })).to.deep.equal(allowance(5n, 60n));
    expect(usageLimit("unlimited")).to.deep.equal(unlimited);
  });

  it("allow no value unless they say so, and at most the limit at once", () => {
    const [call] = spec([{ address: TARGET, abi, functionName: "pay" }]).callPolicies;
    const [none] = spec([], [{ to: TARGET }]).transferPolicies;
    const [some] = spec([], [{ to: TARGET, valueLimit: 7n }]).transferPolicies;
    expect(call).to.deep.include({ valueLimit: lifetime(0n), maxValuePerUse: 0n, constraints: [] });
    expect(none).to.deep.include({ valueLimit: lifetime(0n), maxValuePerUse: 0n });
    expect(some).to.deep.include({ valueLimit: lifetime(7n), maxValuePerUse: 7n });
  });

  it("find an argument's word behind arrays and tuples of fixed size", () => {
    const { constraints } = constrained("pay", { index: 3, value: 9n, condition: "LessEqual" });
    expect(constraints).to.deep.equal([
      {
        condition: ConstraintCondition.LessEqual,
        index: 5n,
        refValue: zeroPadValue("0x09", 32),
        limit: unlimited,
      },
    ]);
  });

  it("compare for equality when there is a value, with nothing when there is none", () => {
    expect(constrained("pay", { index: 0, value: TARGET }).constraints[0].condition).to.equal(
      ConstraintCondition.Equal,
    );
    expect(constrained("pay", { index: 3, limit: 1n }).constraints[0]).to.deep.include({
      condition: ConstraintCondition.Unconstrained,
      refValue: ZeroHash,
    });
  });

  it("refuse what the ABI does not have and words whose place is not fixed", () => {
    expect(() => spec([{ address: TARGET, abi, functionName: "steal" }])).to.throw("steal is not in the ABI");
    expect(() => constrained("pay", { index: 4, value: 1n })).to.throw("argument 4 does not exist");
    expect(() => constrained("pay", { index: 1, value: [1n, 2n] })).to.throw("not one 32-byte word");
    expect(() => constrained("tell", { index: 0, value: "hi" })).to.throw("must be static");
    expect(() => constrained("tell", { index: 1, value: 1n })).to.throw("must be static");
  });
});

function spec(contractCalls: CallPreference[], transfers: { to: string; valueLimit?: bigint }[] = []) {
  return sessionSpec({ signer: TARGET, expiresAt: 1n, feeLimit: 1n, contractCalls, transfers });
}

function constrained(functionName: string, constraint: NonNullable<CallPreference["constraints"]>[number]) {
  return spec([{ address: TARGET, abi, functionName, constraints: [constraint] }]).callPolicies[0];
}
