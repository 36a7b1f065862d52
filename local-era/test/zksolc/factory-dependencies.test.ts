import { expect } from "chai";
import { unpackInitCode } from "../../src/bytecode/container.ts";
import { fromHex, toHex } from "../../src/primitives/hex.ts";
import type { CompilerOutput } from "../../src/zksolc/standard-json.ts";
import { compile, COMPILER_TIMEOUT, contractOf, solidity } from "./helpers/compiler.ts";

const SOURCES = {
  "leaf.sol": solidity(`contract Leaf { uint256 public immutable x; constructor(uint256 x_) { x = x_; } }`),
  "other/leaf.sol": solidity(
    `contract Leaf { function isOther() external pure returns (bool) { return true; } }`,
  ),
  "a.sol": solidity(`
    import {Leaf} from "./leaf.sol";
    import {Leaf as OtherLeaf} from "./other/leaf.sol";
    contract ByNew { function make() external returns (Leaf) { return new Leaf(1); } }
    contract WithSalt { function make() external returns (Leaf) { return new Leaf{salt: bytes32(0)}(1); } }
    contract InConstructor { Leaf public leaf = new Leaf(2); }
    contract ByCode { function hash() external pure returns (bytes32) { return keccak256(type(Leaf).creationCode); } }
    contract Indirect { function make() external { new ByNew(); } }
    contract Both { function make() external { new Leaf(3); new OtherLeaf(); } }
    contract Inherits is ByNew {}
    contract Neither { function x(Leaf leaf) external view returns (uint256) { return leaf.x(); } }
    contract InTwoPlaces is InConstructor, ByNew {}
  `),
};

describe("zksolc's factoryDependencies", function () {
  this.timeout(COMPILER_TIMEOUT);
  let output: CompilerOutput;
  let leaf: string;

  before(async () => {
    output = await compile(SOURCES);
    leaf = contractOf(output, "leaf.sol", "Leaf").hash!;
  });

  function dependenciesOf(name: string): Record<string, string> {
    return contractOf(output, "a.sol", name).factoryDependencies;
  }

  for (const name of ["ByNew", "WithSalt", "InConstructor", "ByCode", "Inherits", "InTwoPlaces"]) {
    it(`list what a contract creates: ${name}`, () => {
      expect(dependenciesOf(name)).to.deep.equal({ [leaf]: "leaf.sol:Leaf" });
    });
  }

  it("list what the created contracts create", () => {
    const byNew = contractOf(output, "a.sol", "ByNew").hash!;
    expect(dependenciesOf("Indirect")).to.deep.equal({ [leaf]: "leaf.sol:Leaf", [byNew]: "a.sol:ByNew" });
  });

  it("distinguish contracts of the same name by their files", () => {
    const otherLeaf = contractOf(output, "other/leaf.sol", "Leaf").hash!;
    expect(dependenciesOf("Both")).to.deep.equal({
      [leaf]: "leaf.sol:Leaf",
      [otherLeaf]: "other/leaf.sol:Leaf",
    });
  });

  it("omit contracts that are only called", () => {
    expect(dependenciesOf("Neither")).to.deep.equal({});
  });

  it("name exactly the code that the creating contract contains", () => {
    const initCode = (file: string, name: string) =>
      toHex(unpackInitCode(fromHex(contractOf(output, file, name).evm.bytecode.object))).slice(2);
    expect(initCode("a.sol", "Indirect")).to.contain(initCode("a.sol", "ByNew"));
    expect(initCode("a.sol", "Indirect")).to.contain(initCode("leaf.sol", "Leaf"));
  });
});
