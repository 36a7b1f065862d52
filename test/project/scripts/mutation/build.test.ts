import { expect } from "chai";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { hashFolder } from "../../../../scripts/mutation/build";

describe("The hash of a folder, by which results of mutation testing are known to be true still", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "mutation-hash-"));
    for (const part of ["mocks", "mocks-of-others"]) mkdirSync(join(folder, part));
    for (const file of ["A.sol", "mocks/M.sol", "mocks-of-others/N.sol"]) write(file, "contract C {}");
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const write = (file: string, text: string): void => writeFileSync(join(folder, file), text);
  const hashes = (): readonly string[] => [hashFolder(folder), hashFolder(folder, join(folder, "mocks"))];

  it("changes with any file of it, and the one without another folder not with files of that", () => {
    const [all, without] = hashes();
    expect(hashes()).to.deep.equal([all, without]);
    write("mocks/M.sol", "contract C { uint256 n; }");
    expect(hashes()[0]).not.to.equal(all);
    expect(hashes()[1]).to.equal(without);
    for (const file of ["A.sol", "mocks-of-others/N.sol", "B.sol"]) {
      const [, before] = hashes();
      write(file, `contract C { /* ${file} */ }`);
      expect(hashes()[1], file).not.to.equal(before);
    }
  });
});
