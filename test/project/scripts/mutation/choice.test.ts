import { expect } from "chai";
import { globExpression } from "../../../../scripts/mutation/glob";
import { sample } from "../../../../scripts/mutation/sample";

describe("The choice of mutants", () => {
  const numbers = Array.from({ length: 100 }, (_, i) => i);

  it("a sample has the size that is asked for, and nobody twice", () => {
    const chosen = sample(numbers, 40, 7);
    expect(chosen).to.have.length(40);
    expect(new Set(chosen)).to.have.property("size", 40);
  });

  it("the same seed chooses the same, another seed others", () => {
    expect(sample(numbers, 10, 7)).to.deep.equal(sample(numbers, 10, 7));
    expect(sample(numbers, 10, 8)).not.to.deep.equal(sample(numbers, 10, 7));
  });

  it("a sample larger than all there is has all of it", () => {
    expect(sample(numbers, 1000, 7)).to.have.members(numbers);
  });

  it("a pattern names files by stars, question marks and alternatives", () => {
    const names = (pattern: string, path: string) => globExpression(pattern).test(path);
    expect(names("contracts/{session,passkey}/**", "contracts/passkey/Json.sol")).to.equal(true);
    expect(names("contracts/{session,passkey}/**", "contracts/account/SelfOnly.sol")).to.equal(false);
    expect(names("**/*.sol", "contracts/account/keys/OwnerManager.sol")).to.equal(true);
    expect(names("**/*.sol", "AAFactory.sol")).to.equal(true);
    expect(names("contracts/*.sol", "contracts/account/SelfOnly.sol")).to.equal(false);
    expect(names("contracts/AAFactor?.sol", "contracts/AAFactory.sol")).to.equal(true);
    expect(names("contracts/AAFactory.sol", "contracts/AAFactory-sol")).to.equal(false);
  });
});
