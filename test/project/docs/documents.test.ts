import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { unknownCommands } from "../../../scripts/documents/commands";
import { PROJECT_ROOT } from "../../../scripts/documents/documents";
import { brokenLinks } from "../../../scripts/documents/links";
import { differingSolidity } from "../../../scripts/documents/solidity-copies";

const page = (text: string) => ({ path: "docs/page.md", text });

/** `npm run check:docs` asks these of every page. */
describe("The check of a documentation page", () => {
  it("reports a link or a picture that leads to no file, and ignores addresses elsewhere", () => {
    const good = "[a](security.md) [b](../README.md#tests) [c](https://example.org/none) [d](#here)";
    const bad = '[e](nothing.md#there) <img src="images/nothing.png">';
    expect(brokenLinks(page(good))).to.deep.equal([]);
    expect(brokenLinks(page(good + bad))).to.deep.equal([
      "docs/page.md links to nothing.md, which does not exist",
      "docs/page.md links to images/nothing.png, which does not exist",
    ]);
  });

  it("reports a script or a task that does not exist", () => {
    const known = { scripts: ["check", "test"], tasks: ["compile"] };
    const good = "`npm ci`, `npm test`, `npm run check`, `npx hardhat compile`, npm needs nothing else";
    expect(unknownCommands(page(good), known)).to.deep.equal([]);
    expect(unknownCommands(page("`npm run chekc` and `npx hardhat complie`"), known)).to.deep.equal([
      'docs/page.md names "npm run chekc", which does not exist',
      'docs/page.md names "npx hardhat complie", which does not exist',
    ]);
  });

  it("reports Solidity that is not a copy of a mock, which is compiled and tested", () => {
    const block = (code: string) => page(`\`\`\`solidity\n${code}\`\`\`\n`);
    const mock = readFileSync(join(PROJECT_ROOT, "contracts/mocks/TestToken.sol"), "utf8");
    expect(differingSolidity(block(mock))).to.deep.equal([]);
    expect(differingSolidity(block(`${mock}\n`))).to.deep.equal([
      "docs/page.md has a contract that differs from contracts/mocks/TestToken.sol",
    ]);
    expect(differingSolidity(block("contract Nowhere {}\n"))).to.deep.equal([
      "docs/page.md has a contract that is not tested: contracts/mocks/Nowhere.sol does not exist",
    ]);
  });
});
