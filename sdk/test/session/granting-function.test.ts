import { expect } from "chai";
import fc from "fast-check";
import { padHex, parseAbiItem, toFunctionSelector, toHex, type AbiFunction, type Hex } from "viem";
import {
  ConstraintCondition,
  describeCall,
  grantingFunction,
  grantOf,
  LimitUnlimited,
  LimitZero,
  type CallSpec,
  type ConstraintSpec,
} from "../../src/session/index.js";
import { TOKEN } from "../helpers/addresses.js";
import { tries } from "../helpers/tries.js";

/** Every function that lets somebody else take something, as its selector is derived. */
const GRANTING: readonly string[] = [
  "approve(address,uint256)",
  "increaseAllowance(address,uint256)",
  "increaseApproval(address,uint256)",
  "approveAndCall(address,uint256)",
  "approveAndCall(address,uint256,bytes)",
  "setApprovalForAll(address,bool)",
  "permit(address,address,uint256,uint256,uint8,bytes32,bytes32)",
  "permit(address,address,uint256,uint256,bool,uint8,bytes32,bytes32)",
  "permit(address,address,uint256,uint256,bytes)",
  "permit(address,uint256,uint256,bytes)",
  "permit(address,uint256,uint256,uint8,bytes32,bytes32)",
  "approve(address,address,uint160,uint48)",
  "permit(address,((address,uint160,uint48,uint48),address,uint256),bytes)",
  "authorizeOperator(address)",
  "approve(address,uint256,uint256)",
  "setOperator(address,bool)",
  "approve(address)",
  "hope(address)",
  "allow(address,bool)",
  "allowBySig(address,address,bool,uint256,uint256,uint8,bytes32,bytes32)",
  "setAuthorization(address,bool)",
  "approveDelegation(address,uint256)",
  "delegationWithSig(address,address,uint256,uint256,uint8,bytes32,bytes32)",
];

const selectorOf = (signature: string): Hex => toFunctionSelector(`function ${signature}`);
const policyOf = (selector: Hex, constraints: ConstraintSpec[] = []): CallSpec => ({
  target: TOKEN,
  selector,
  maxValuePerUse: 0n,
  valueLimit: LimitZero,
  constraints,
});
const exactly = (index: bigint, value: bigint): ConstraintSpec => ({
  index,
  condition: ConstraintCondition.Equal,
  refValue: padHex(toHex(value)),
  limit: LimitUnlimited,
});

describe("A function that lets somebody else take tokens", () => {
  for (const signature of GRANTING) {
    const selector = selectorOf(signature);
    const name = signature.slice(0, signature.indexOf("("));

    it(`has the selector of its own declaration, which is ${signature}`, () => {
      const declared = grantingFunction(selector)?.signature ?? "";
      expect(toFunctionSelector(parseAbiItem([declared]) as AbiFunction)).to.equal(selector);
      const upperCase = `0x${selector.slice(2).toUpperCase()}` as Hex;
      expect(grantingFunction(upperCase)?.name).to.equal(name);
    });

    it(`is called by its own name without the app's word, and is warned of: ${signature}`, () => {
      const { functionName, warnings } = describeCall(policyOf(selector));
      expect(functionName).to.equal(name);
      expect(warnings.join()).to.include("even after the session");
    });
  }

  it("is not one if the policy can only take a permission back", () => {
    for (const signature of GRANTING) {
      const grant = grantingFunction(selectorOf(signature));
      const word = grant?.amount ?? grant?.isOn;
      const nothing = word === undefined ? [] : [exactly(word, 0n)];
      const found = grantOf(policyOf(selectorOf(signature), nothing), []);
      expect(found === undefined, signature).to.equal(word !== undefined);
    }
  });

  it("is one for an NFT with the number 0, which is no amount", () => {
    const policy = policyOf(selectorOf("approve(address,uint256)"), [exactly(1n, 0n)]);
    expect(grantOf(policy, [{ address: TOKEN, standard: "ERC-721" }])?.name).to.equal("approve");
  });

  it("is found by no other selector (property)", () => {
    const known = new Set(GRANTING.map(selectorOf));
    fc.assert(
      fc.property(fc.nat(2 ** 32 - 1), (number) => {
        const selector = toHex(number, { size: 4 });
        expect(grantingFunction(selector) !== undefined).to.equal(known.has(selector));
      }),
      { numRuns: tries(500) },
    );
  });
});
