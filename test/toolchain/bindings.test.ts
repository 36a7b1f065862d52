import { expect } from "chai";
import { artifacts } from "hardhat";
import * as bindings from "../../typechain-types";

/** `Name__factory` to the class, for every contract there are bindings for. */
const factories = Object.entries(bindings).filter(([name]) => name.endsWith("__factory"));

describe("typechain-types", () => {
  it("has bindings for the suite's contracts", () => {
    const names = factories.map(([name]) => name);
    expect(names).to.include.members(
      ["ERC7579Account", "AAFactory", "SessionKeyModule", "WebAuthnModule"].map((name) => `${name}__factory`),
    );
  });

  it("has the interface of the contract as it is compiled", async () => {
    const { abi } = await artifacts.readArtifact("ERC7579Account");
    expect(bindings.ERC7579Account__factory.abi).to.deep.equal(abi);
  });

  it("carries no bytecode, which would differ between the toolchains", () => {
    for (const [name, factory] of factories) expect(factory, name).not.to.have.any.keys("bytecode");
  });
});
