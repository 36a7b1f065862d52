import { expect } from "chai";
import { soliditySources, unpricedAssembly } from "../../../scripts/documents/assembly";

interface Comments {
  readonly head?: string;
  readonly above?: string;
  readonly inside?: string;
}

/** A library with another function in front, whose comment counts for nothing. */
const library = ({ head = "Reads words", above = "Returns a word.", inside = "Loads." }: Comments) => ({
  path: "contracts/Words.sol",
  text: `// SPDX-License-Identifier: MIT
/// @title ${head}
library Words {
    /// @dev Saves 9 gas of \`executeTransfer\`. Solidity cannot do this either.
    function none() internal pure {}

    /// @dev ${above}
    function word(uint256 at) internal pure returns (uint256 value) {
        assembly ("memory-safe") {
            // ${inside}
            value := calldataload(at)
        }
    }
}
`,
});

const UNPRICED =
  "contracts/Words.sol:9 has assembly that says neither what it saves nor what Solidity cannot do";

/** `npm run check:docs` asks this of every contract but mocks. */
describe("An assembly block", () => {
  it("is found out where nothing says what it saves or what Solidity cannot do", () => {
    expect(unpricedAssembly(library({}))).to.deep.equal([UNPRICED]);
    for (const above of ["Saves gas.", "Saves gas of `executeTransfer`.", "Saves 412 gas."])
      expect(unpricedAssembly(library({ above })), above).to.deep.equal([UNPRICED]);
  });

  it("may say it inside, in its function's comment, over two lines, or at its library's head", () => {
    for (const said of [
      "Saves 1,412 gas of `executeTransfer`.",
      "Saves 64 bytes of `accountCodeBytes`.",
      "Solidity has no words for it.",
    ])
      for (const comments of [{ head: said }, { above: said }, { inside: said }])
        expect(unpricedAssembly(library(comments)), JSON.stringify(comments)).to.deep.equal([]);
    const above = "Saves 412\n    /// gas of `executeTransfer`.";
    expect(unpricedAssembly(library({ above }))).to.deep.equal([]);
  });

  it("is found out where it names a flow that npm run gas does not measure", () => {
    const both = "Saves 412 gas of `executeTransfer` and 7 of `executeNothing`.";
    for (const above of ["Saves 412 gas of `executeNothing`.", both])
      expect(unpricedAssembly(library({ above })), above).to.deep.equal([
        "contracts/Words.sol:9 names executeNothing, which `npm run gas` does not measure",
      ]);
  });

  it("says it in every contract that is deployed", () => {
    const sources = soliditySources();
    expect(sources.flatMap(unpricedAssembly)).to.deep.equal([]);
    expect(sources.filter(({ text }) => text.includes("assembly"))).to.not.deep.equal([]);
    expect(sources.filter(({ path }) => path.includes("mocks"))).to.deep.equal([]);
  });
});
