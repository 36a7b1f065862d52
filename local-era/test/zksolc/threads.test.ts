import { expect } from "chai";
import { compileStandardJson } from "../../src/zksolc/compile.ts";
import { planWork } from "../../src/zksolc/work-plan.ts";
import { COMPILER_TIMEOUT, solidity, standardJson } from "./helpers/compiler.ts";

const LEAF = solidity("contract Leaf { uint256 public immutable x = block.timestamp; }");
const LIBRARY = solidity(
  "library Sum { function sum(uint256 a) external pure returns (uint256) { return a + 1; } }",
);
const FACTORY = solidity(`import "./leaf.sol"; import {Sum} from "./lib/sum.sol";
  contract Factory { function make(uint256 unused) external returns (uint256) { new Leaf(); return Sum.sum(tx.gasprice); } }`);
const WARNED = solidity(
  "contract Warned { function f() external view returns (bool) { return tx.origin == msg.sender; } }",
);

const GOOD = { "a.sol": FACTORY, "leaf.sol": LEAF, "lib/sum.sol": LIBRARY, "z.sol": WARNED };
const RESTRICTED = {
  ...GOOD,
  "bad.sol": solidity("contract B { function f() external { assembly { selfdestruct(0) } } }"),
};
const BROKEN = { ...GOOD, "bad.sol": solidity("contract B { function f() external { undefinedName(); } }") };

describe("zksolc in several threads", function () {
  this.timeout(COMPILER_TIMEOUT);

  for (const [what, sources] of Object.entries({ GOOD, RESTRICTED, BROKEN })) {
    it(`gives the same output as with one thread: ${what.toLowerCase()} code`, async () => {
      const json = standardJson(sources);
      const inOne = await compileStandardJson(json, { threads: 1 });
      expect(inOne.errors, "the comparison should cover messages").to.not.be.empty;
      for (const threads of [2, 3]) expect(await compileStandardJson(json, { threads })).to.deep.equal(inOne);
    });
  }

  it("assigns every file to exactly one run, and the heaviest to different threads", () => {
    const contract = (name: string, length: number) =>
      solidity(`contract ${name} { string public s = "${"x".repeat(length)}"; }`);
    const sources = {
      "a.sol": contract("A", 5000),
      "b.sol": contract("B", 5000),
      "c.sol": contract("C", 10),
    };
    const plan = planWork(JSON.parse(standardJson(sources)), 2);
    const files = plan.map((runs) =>
      runs.flatMap((selection) => Object.keys(selection)).filter((key) => key !== "*"),
    );
    expect(files.flat().sort()).to.deep.equal(["a.sol", "b.sol", "c.sol"]);
    expect(files.map((inThread) => inThread.filter((file) => file !== "c.sol").length)).to.deep.equal([1, 1]);
  });

  it("requests from each run what was requested of its files", () => {
    const outputSelection = { "*": { "*": ["abi"] }, "a.sol": { A: ["metadata", "unknown"], "": ["ast"] } };
    const json = standardJson({ "a.sol": "", "b.sol": "" }, { settings: { outputSelection } });
    const selection = Object.assign({}, ...planWork(JSON.parse(json), 1).flat());
    expect(selection["a.sol"].A).to.deep.equal(["metadata"]);
    expect(selection["a.sol"]["*"]).to.include.members(["abi", "evm.bytecode.object", "ir"]);
    expect(selection["b.sol"]["*"]).to.include("abi");
    expect(selection["*"]).to.deep.equal({ "": ["ast"] });
  });
});
