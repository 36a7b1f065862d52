import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { unknownCommands } from "../../../scripts/documents/commands";
import { PROJECT_ROOT } from "../../../scripts/documents/documents";
import { brokenLinks, headingsOf } from "../../../scripts/documents/links";
import { untestedBlocks } from "../../../scripts/documents/untested-blocks";
import { differingSolidity } from "../../../scripts/documents/solidity-copies";

const page = (text: string) => ({ path: "docs/page.md", text });

/** `npm run check:docs` asks these of every page. */
describe("The check of a documentation page", () => {
  it("reports a link or a picture that leads to no file, and ignores addresses elsewhere", () => {
    const good = "[a](security.md) [b](../README.md#the-parts) [c](https://example.org/none)";
    const bad = '[e](nothing.md#there) <img src="images/nothing.png">';
    expect(brokenLinks(page(good))).to.deep.equal([]);
    expect(brokenLinks(page(good + bad))).to.deep.equal([
      "docs/page.md links to nothing.md, which does not exist",
      "docs/page.md links to images/nothing.png, which does not exist",
    ]);
  });

  it("reports a link to a heading that the page, or another, does not have", () => {
    const text = "# The account's code\n\n[here](#the-accounts-code) [there](testing.md#what-is-generated)";
    expect(brokenLinks(page(text))).to.deep.equal([]);
    expect(brokenLinks(page(`${text} [gone](#the-code) [lost](testing.md#nowhere)`))).to.deep.equal([
      "docs/page.md links to #the-code, but no heading there has this anchor",
      "docs/page.md links to testing.md#nowhere, but no heading there has this anchor",
    ]);
  });

  it("gives headings of the same words different anchors, and takes no line of code for a heading", () => {
    const text = "# A `b`, c\n## Why\n## Why\n```sh\n# no heading\n```\n### See [d](e.md)\n";
    expect([...headingsOf(text)]).to.deep.equal(["a-b-c", "why", "why-1", "see-d"]);
  });

  it("reports programs and commands that no test runs, and pictures that the site cannot show", () => {
    const block = (head: string, code: string) => page(`\`\`\`${head}\n${code}\n\`\`\`\n`);
    const here = "test/project/docs/documents.test.ts";
    for (const good of ["npm ci && npm start", `A=b npx hardhat test ${here}`, "npm run gas -- --json # all"])
      expect(untestedBlocks(block("sh", good)), good).to.deep.equal([]);
    expect(untestedBlocks(block("ts run", "main();"))).to.deep.equal([]);
    expect(untestedBlocks(block("ts", "main();"))).to.deep.equal([
      "docs/page.md: no test runs this: main();",
    ]);
    expect(untestedBlocks(block("sh", "npm ci && rm -rf docs"))).to.deep.equal([
      "docs/page.md: no test runs this command: rm -rf docs",
    ]);
    const gone = "npx hardhat test test/gone.test.ts";
    expect(untestedBlocks(block("sh", gone))).to.deep.equal([
      `docs/page.md: no test runs this command: ${gone}`,
    ]);
    expect(untestedBlocks(block("mermaid", "flowchart TD"))).to.have.length(1);
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
