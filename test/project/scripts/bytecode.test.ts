import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { differences } from "../../../scripts/bytecode/differences";
import { readBytecodes } from "../../../scripts/bytecode/read-bytecodes";

describe("The comparison of bytecode", () => {
  it("finds changed, new and missing contracts, wherever their files are", async () => {
    const root = await mkdtemp(join(tmpdir(), "bytecodes-"));
    const put = async (checkout: string, path: string, bytecode: string) => {
      const file = join(root, checkout, "artifacts-zk/contracts", path);
      await mkdir(join(file, ".."), { recursive: true });
      await writeFile(file, JSON.stringify({ contractName: path.replace(/.*\/|\.json/g, ""), bytecode }));
    };
    try {
      await put("before", "Moved.sol/Moved.json", "0x01");
      await put("after", "folder/Moved.sol/Moved.json", "0x01");
      await put("before", "Changed.sol/Changed.json", "0x01");
      await put("after", "Changed.sol/Changed.json", "0x0102");
      await put("before", "Gone.sol/Gone.json", "0x01");
      await put("after", "New.sol/New.json", "0x01");
      await put("after", "mocks/Mock.sol/Mock.json", "0x01");
      const [before, after] = ["before", "after"].map((checkout) => readBytecodes(join(root, checkout)));
      expect(differences(before!, after!)).to.deep.equal([
        "Changed has other code, of 2 bytes instead of 1",
        "Gone is gone",
        "New is new",
      ]);
      expect(differences(before!, before!)).to.deep.equal([]);
    } finally {
      await rm(root, { recursive: true });
    }
  });
});
