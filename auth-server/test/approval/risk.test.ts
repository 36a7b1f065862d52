import { expect } from "chai";
import { parseAbi, toFunctionSelector } from "viem";
import { permissionsOf } from "../../src/approval/permissions.ts";
import { riskOf } from "../../src/approval/risk.ts";
import { askedCall, callOf, exactly, sessionOf, SPENDER, summed } from "../session.ts";

const NOW = 1_999_990_000n;
const risk = (signature: string, ...constraints: Parameters<typeof callOf>[1] & object) => {
  const selector = toFunctionSelector(`function ${signature}`);
  return riskOf(sessionOf({ callPolicies: [callOf(selector, constraints)] }), new Map(), NOW);
};

describe("The risk of a session", () => {
  it("is none for an ordinary call", () => {
    expect(risk("mint()")).to.equal(undefined);
  });

  it("is that somebody else may take everything, whatever the function is called that lets them", () => {
    for (const signature of [
      "approve(address)",
      "hope(address)",
      "setOperator(address,bool)",
      "setAuthorization(address,bool)",
      "allow(address,bool)",
      "authorizeOperator(address)",
    ])
      expect(risk(signature, exactly(0n, SPENDER)), signature).to.match(/all you have .* even afterwards/);
  });

  it("is that somebody else may take an amount later on, for every function that says how much", () => {
    for (const [signature, word] of [
      ["approve(address,uint256)", 1n],
      ["increaseAllowance(address,uint256)", 1n],
      ["approveAndCall(address,uint256)", 1n],
      ["approve(address,address,uint160,uint48)", 2n],
      ["approveDelegation(address,uint256)", 1n],
    ] as const) {
      expect(risk(signature, summed(word, 5n)), signature).to.match(/take tokens .* even afterwards/);
      expect(risk(signature, exactly(word, "0x00")), signature).to.equal(undefined);
    }
  });

  it("is said on the slip's line, too", () => {
    const abi = parseAbi(["function hope(address usr)"]);
    const { spec, preferences } = askedCall(abi, "hope", [{ index: 0, value: SPENDER }]);
    const [line] = permissionsOf(spec, preferences, new Map());
    expect(line?.details).to.include("Whoever it names may take what is there, even after the session");
  });
});
