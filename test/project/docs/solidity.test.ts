import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { documents, fencedBlocks, PROJECT_ROOT } from "../../helpers/project/documents";

/** Solidity in the documentation is a copy of a contract in contracts/mocks/, which is compiled and tested there. */
const contracts = documents()
  .flatMap(fencedBlocks)
  .filter(({ language }) => language === "solidity");

describe("Contracts in the documentation", () => {
  it("are there", () => {
    expect(contracts).to.not.have.length(0);
  });

  contracts.forEach(({ path, code }, i) => {
    it(`are compiled: number ${i + 1}, in ${path}`, () => {
      const [, name] = code.match(/^contract (\w+)/m) ?? [];
      const file = join(PROJECT_ROOT, "contracts/mocks", `${name}.sol`);
      expect(existsSync(file), `${file} does not exist`).to.equal(true);
      expect(code).to.equal(readFileSync(file, "utf8"));
    });
  });
});
