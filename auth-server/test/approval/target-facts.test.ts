import { expect } from "chai";
import { numberToHex, stringToHex, type Address } from "viem";
import { nodeClient } from "../../src/account/account-client.ts";
import { readTargetFacts } from "../../src/approval/target-facts.ts";
import { CHAIN } from "../fake-node.ts";
import { refuse, scriptedNode, type Contracts, type Methods } from "../scripted-node.ts";
import { SPENDER, TARGET } from "../session.ts";

const USDC = {
  name: () => "USD Coin",
  symbol: () => "USDC",
  decimals: () => 6,
  supportsInterface: () => false,
};

async function factsOf(targets: readonly Address[], contracts: Contracts, methods?: Methods) {
  const leave = scriptedNode(contracts, methods);
  try {
    return await readTargetFacts(nodeClient(CHAIN), targets);
  } finally {
    leave();
  }
}

describe("What the chain knows of contracts", () => {
  it("includes everything but what could not be read", async () => {
    const whole = { hasCode: true, name: "USD Coin", symbol: "USDC", decimals: 6 };
    for (const missing of ["name", "symbol", "decimals"] as const) {
      const facts = await factsOf([TARGET], { ...USDC, [missing]: refuse });
      const { [missing]: left, ...others } = whole;
      expect(facts.get(TARGET.toLowerCase()), String(left)).to.deep.equal(others);
    }
  });

  it("is not lost if the code of one of them could not be read", async () => {
    const code = ([address]: readonly unknown[]) => (address === SPENDER.toLowerCase() ? refuse() : "0x1234");
    const facts = await factsOf([TARGET, SPENDER], USDC, { eth_getCode: code });
    const known = { name: "USD Coin", symbol: "USDC", decimals: 6 };
    expect(facts.get(TARGET.toLowerCase())).to.deep.equal({ hasCode: true, ...known });
    expect(facts.get(SPENDER.toLowerCase())).to.deep.equal(known);
  });

  it("includes that there is no contract", async () => {
    const facts = await factsOf([TARGET], {}, { eth_getCode: () => "0x" });
    expect(facts.get(TARGET.toLowerCase())).to.deep.equal({ hasCode: false });
  });

  it("includes a symbol of 32 bytes, as early tokens have it", async () => {
    const facts = await factsOf([TARGET], {}, { eth_call: () => stringToHex("MKR", { size: 32 }) });
    expect(facts.get(TARGET.toLowerCase())).to.include({ symbol: "MKR" });
    const none = await factsOf([TARGET], {}, { eth_call: () => numberToHex(0, { size: 32 }) });
    expect(none.get(TARGET.toLowerCase())).not.to.have.property("symbol");
  });

  it("includes no decimals that no token can have: with them, a page that shows an amount ends", async () => {
    for (const decimals of [256, 2_000_000_000]) {
      const answer = numberToHex(decimals, { size: 32 });
      const facts = await factsOf([TARGET], {}, { eth_call: () => answer });
      expect(facts.get(TARGET.toLowerCase()), String(decimals)).not.to.have.property("decimals");
    }
    const most = await factsOf([TARGET], {}, { eth_call: () => numberToHex(255, { size: 32 }) });
    expect(most.get(TARGET.toLowerCase())).to.include({ decimals: 255 });
  });
});
