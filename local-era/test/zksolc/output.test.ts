import { expect } from "chai";
import { hashBytecode } from "zksync-ethers/build/utils.js";
import { isExtended, unpackInitCode } from "../../src/bytecode/container.ts";
import { fromHex, toHex } from "../../src/primitives/hex.ts";
import type { CompilerOutput } from "../../src/zksolc/standard-json.ts";
import { compile, COMPILER_TIMEOUT, contractOf, solidity } from "./helpers/compiler.ts";

const SOURCES = {
  "a.sol": solidity(`
    interface ICounter { function count() external view returns (uint256); }
    abstract contract Base is ICounter { function step() internal virtual returns (uint256); }
    /// @title A counter
    contract Counter is Base {
      uint256 public count;
      function step() internal pure override returns (uint256) { return 1; }
      function increment() external { count += step(); }
    }
  `),
};

describe("zksolc's output", function () {
  this.timeout(COMPILER_TIMEOUT);
  let output: CompilerOutput;

  before(async () => {
    output = await compile(SOURCES);
  });

  it("contains the contract's init code in a container", () => {
    const { object } = contractOf(output, "a.sol", "Counter").evm.bytecode;
    const initCode = toHex(unpackInitCode(fromHex(object)));
    // The free memory pointer, with which every contract from solc begins, and the metadata at the end.
    expect(initCode)
      .to.match(/^0x60(80|40|a0)/)
      .and.to.match(/64736f6c634300081e0033$/);
  });

  it("says whether the code was compiled with EraVM's extensions, which is not so unless the settings ask for them", async () => {
    const isExtendedWith = async (settings: object): Promise<boolean> => {
      const compiled = contractOf(await compile(SOURCES, { settings }), "a.sol", "Counter");
      return isExtended(fromHex(compiled.evm.bytecode.object));
    };
    expect(await isExtendedWith({ enableEraVMExtensions: true })).to.equal(true);
    expect(await isExtendedWith({ enableEraVMExtensions: false })).to.equal(false);
    expect(await isExtendedWith({ enableEraVMExtensions: undefined })).to.equal(false);
  });

  it("contains the hash that clients compute from the bytecode", () => {
    const { hash, evm } = contractOf(output, "a.sol", "Counter");
    expect(`0x${hash}`).to.equal(toHex(hashBytecode(`0x${evm.bytecode.object}`)));
  });

  it("contains contracts whatever the letters in the names of files and contracts", async () => {
    const path = 'contracts/Größe \u{1f511}/"a"\\b.sol';
    const sources = {
      [path]: solidity("contract U {} contract $Maker { function make() external { new U(); } }"),
    };
    const { factoryDependencies } = contractOf(await compile(sources), path, "$Maker");
    expect(Object.values(factoryDependencies)).to.deep.equal([`${path}:U`]);
  });

  it("contains for interfaces and abstract contracts an ABI and no bytecode", () => {
    for (const name of ["ICounter", "Base"]) {
      const contract = contractOf(output, "a.sol", name);
      expect(contract.evm.bytecode.object, name).to.equal("");
      expect(contract.abi, name).to.be.an("array").that.is.not.empty;
      expect(contract, name).not.to.have.property("hash");
    }
  });

  it("contains the requested outputs, and not those generated only to check the code", () => {
    const counter = contractOf(output, "a.sol", "Counter");
    expect(counter.evm.methodIdentifiers).to.deep.equal({ "count()": "06661abd", "increment()": "d09de08a" });
    expect(counter).to.have.all.keys(
      "abi",
      "evm",
      "hash",
      "factoryDependencies",
      "factoryDependenciesUnlinked",
      "missingLibraries",
      "objectFormat",
    );
    expect(counter.evm).to.have.all.keys("bytecode", "methodIdentifiers");
  });

  it("describes a contract that creates and links nothing", () => {
    expect(contractOf(output, "a.sol", "Counter")).to.deep.include({
      factoryDependencies: {},
      factoryDependenciesUnlinked: [],
      missingLibraries: [],
      objectFormat: "raw",
    });
  });

  it("names the compilers' versions", async () => {
    expect(output).to.include({ version: "0.8.30", zk_version: "1.5.17" });
    expect(output.long_version).to.match(/^0\.8\.30\+commit\.73712a01/);
    expect(await compile(SOURCES, {}, "1.5.16")).to.include({ zk_version: "1.5.16" });
  });

  it("contains the syntax tree of every source", () => {
    expect(output.sources!["a.sol"]!.ast!.nodeType).to.equal("SourceUnit");
  });

  it("is always the same, whatever the order of the sources", async () => {
    const extra = { "0.sol": solidity("contract Other { function f() external {} }") };
    const again = await compile({ ...extra, ...SOURCES });
    expect(contractOf(again, "a.sol", "Counter")).to.deep.equal(contractOf(output, "a.sol", "Counter"));
  });

  it("is optimized for size on request, or for an explicit number of runs", async () => {
    const hash = async (optimizer: object) =>
      contractOf(await compile(SOURCES, { settings: { optimizer } }), "a.sol", "Counter").hash;
    const forSize = await hash({ enabled: true, mode: "z" });
    expect(forSize).not.to.equal(contractOf(output, "a.sol", "Counter").hash);
    expect(await hash({ enabled: true, runs: 1 })).to.equal(forSize);
  });

  it("contains metadata and storage layout on request", async () => {
    const outputSelection = { "a.sol": { Counter: ["metadata", "storageLayout", "devdoc"] } };
    const counter = contractOf(await compile(SOURCES, { settings: { outputSelection } }), "a.sol", "Counter");
    expect(counter).to.include.keys("metadata", "storageLayout", "devdoc").and.not.to.have.property("abi");
    expect(counter.devdoc).to.deep.include({ title: "A counter" });
  });

  it("omits the metadata's hash on request, by either of the setting's names", async () => {
    for (const metadata of [{ bytecodeHash: "none" }, { hashType: "none" }]) {
      const counter = contractOf(await compile(SOURCES, { settings: { metadata } }), "a.sol", "Counter");
      // "ipfs" in CBOR.
      expect(counter.evm.bytecode.object).not.to.contain("6469706673");
    }
    expect(contractOf(output, "a.sol", "Counter").evm.bytecode.object).to.contain("6469706673");
  });

  it("ends the code with the compiler's version all the same, where verifiers look for it", async () => {
    const withoutHash = await compile(SOURCES, { settings: { metadata: { hashType: "none" } } });
    const { object } = contractOf(withoutHash, "a.sol", "Counter").evm.bytecode;
    // {"solc": 0.8.30} in CBOR, and its length.
    expect(toHex(unpackInitCode(fromHex(object)))).to.match(/fea164736f6c634300081e000a$/);
  });

  it("has the same code and hash for a source with other comments, when the metadata's hash is omitted", async () => {
    const commented = {
      "a.sol": `// é\n${SOURCES["a.sol"]} /* the end */`
        .replace("/// @title A counter", "/// @title Counts\n/// @notice up")
        .replace("uint256 public count;", "/// @notice how far\n uint256 public count; // so far"),
    };
    const codeOf = async (sources: Record<string, string>, metadata: object) => {
      const counter = contractOf(await compile(sources, { settings: { metadata } }), "a.sol", "Counter");
      return [counter.hash, counter.evm.bytecode.object];
    };
    const none = { hashType: "none" };
    expect(await codeOf(commented, none)).to.deep.equal(await codeOf(SOURCES, none));
    expect(await codeOf(commented, {})).not.to.deep.equal(await codeOf(SOURCES, {}));
  });

  it("supports Cancun's instructions by default", async () => {
    const source = solidity(
      "contract T { function f() external { assembly { tstore(0, 1) mcopy(0, 32, 32) } } }",
    );
    expect(contractOf(await compile({ "t.sol": source }), "t.sol", "T").hash).to.be.a("string");
  });
});
