import { expect } from "chai";
import { artifacts } from "hardhat";
import * as bindings from "../../../typechain-types";

/** `Name__factory` to the class, for every contract that has bindings. */
const factories = Object.entries(bindings).filter(([name]) => name.endsWith("__factory"));

describe("typechain-types", () => {
  it("has bindings for every contract of the project that is deployed, and for every interface", async () => {
    const names = factories.map(([name]) => name);
    for (const artifact of await artifacts.getAllFullyQualifiedNames()) {
      if (!artifact.startsWith("contracts/")) continue;
      const { contractName, abi, bytecode } = await artifacts.readArtifact(artifact);
      const isDeployed = bytecode !== "0x" && abi.some(({ type }) => type === "function");
      const isInterface = /^I[A-Z]/.test(contractName) && abi.length > 0;
      if (isDeployed || isInterface) expect(names).to.include(`${contractName}__factory`);
    }
  });

  it("has none for abstract contracts and libraries, which are parts of others", () => {
    const names = factories.map(([name]) => name);
    expect(names).not.to.include.oneOf([
      "SelfOnly__factory",
      "ValidatorManager__factory",
      "AddressWord__factory",
    ]);
  });

  it("has none for what packages contain and nobody here calls", () => {
    const names = factories.map(([name]) => name);
    expect(names).to.include("IContractDeployer__factory");
    expect(names).not.to.include.oneOf([
      "Ownable__factory",
      "IERC20Permit__factory",
      "INonceHolder__factory",
    ]);
  });

  it("has the interface of the compiled contract", async () => {
    const { abi } = await artifacts.readArtifact("ERC7579Account");
    expect(bindings.ERC7579Account__factory.abi).to.deep.equal(abi);
  });

  it("contains no bytecode, which would differ between the toolchains", () => {
    for (const [name, factory] of factories) expect(factory, name).not.to.have.any.keys("bytecode");
  });
});
