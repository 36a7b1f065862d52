import { expect } from "chai";
import { erc20Abi, maxUint256 } from "viem";
import { formatSessionPreferences, LimitZero } from "../../src/session/index.js";
import { ALICE } from "../helpers/addresses.js";
import { sessionError } from "../helpers/expect-error.js";

const said = (condition: "Less" | "GreaterEqual" | "Greater" | "LessEqual", value: bigint): string =>
  sessionError(() =>
    formatSessionPreferences(
      {
        contractCalls: [
          {
            address: ALICE,
            abi: erc20Abi,
            functionName: "transfer",
            constraints: [{ index: 1, value, condition }],
          },
        ],
      },
      { expiresAt: 2n ** 40n, feeLimit: LimitZero },
    ),
  ).message;

describe("A condition that decides nothing", () => {
  it("is reported as met by every value, with the advice to remove the constraint and not the condition", () => {
    for (const message of [said("GreaterEqual", 0n), said("LessEqual", maxUint256)])
      expect(message).to.include("every value meets").and.to.include("Remove the constraint");
  });

  it("is reported as met by no value", () => {
    for (const message of [said("Less", 0n), said("Greater", maxUint256)])
      expect(message).to.include("no value meets").and.to.include("remove the policy");
  });
});
