import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { Interface } from "ethers";
import { expect } from "chai";
import type { Hex } from "../../src/primitives/hex.ts";
import { UsageError } from "../../src/primitives/usage-error.ts";
import { ProjectAbis } from "../../src/printing/project-abis.ts";
import { takeNamesFrom } from "../../src/printing/project-names.ts";

const declared = new Interface([
  "error Spent(address account, uint256 amount)",
  "error Nested((uint256 a, (bool b)[2] c) first, uint8[] second)",
  "function pay((address to, uint256 amount)[] payments)",
  "event Paid(address to)",
]);
const selectorOf = (name: string): Hex =>
  (declared.getError(name) ?? declared.getFunction(name))!.selector as Hex;

describe("The ABIs of a project", () => {
  let folder: string;

  beforeEach(() => {
    folder = join(mkdtempSync(join(tmpdir(), "local-era-abis-")), "artifacts");
  });
  afterEach(() => rmSync(dirname(folder), { recursive: true }));

  function write(path: string, content: unknown): void {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), typeof content === "string" ? content : JSON.stringify(content));
  }

  const artifact = { abi: JSON.parse(declared.formatJson()) as object[] };

  it("name errors and functions by their selectors, those with structs and arrays too", () => {
    write("contracts/Purse.sol/Purse.json", artifact);
    const abis = new ProjectAbis(folder);
    expect(abis.error(selectorOf("Spent"))).to.deep.equal({
      name: "Spent",
      parameters: [
        { type: "address", name: "account" },
        { type: "uint256", name: "amount" },
      ],
    });
    expect(abis.error(selectorOf("Nested"))?.name).to.equal("Nested");
    expect(abis.functionName(selectorOf("pay"))).to.equal("pay");
    expect(abis.error(selectorOf("pay"))).to.equal(undefined);
    expect(abis.functionName("0x01020304")).to.equal(undefined);
  });

  it("are read again when the project was compiled since", () => {
    const abis = new ProjectAbis(folder);
    expect(abis.error(selectorOf("Spent"))).to.equal(undefined);
    write("contracts/Purse.sol/Purse.json", artifact);
    write("build-info/1.json", {});
    expect(abis.error(selectorOf("Spent"))?.name).to.equal("Spent");
    rmSync(join(folder, "contracts"), { recursive: true });
    expect(abis.error(selectorOf("Spent"))?.name).to.equal("Spent");
    utimesSync(join(folder, "build-info"), 1, 1);
    expect(abis.error(selectorOf("Spent"))).to.equal(undefined);
  });

  it("are none when their folder is removed", () => {
    write("contracts/Purse.sol/Purse.json", artifact);
    const abis = new ProjectAbis(folder);
    expect(abis.error(selectorOf("Spent"))?.name).to.equal("Spent");
    rmSync(folder, { recursive: true });
    expect(abis.error(selectorOf("Spent"))).to.equal(undefined);
  });

  it("are refused at the start if a file is named in place of their folder", () => {
    write("Purse.json", artifact);
    expect(() => takeNamesFrom(join(folder, "Purse.json"))).to.throw(
      UsageError,
      "which is a file: name the folder",
    );
  });

  it("pass over what is no artifact, is half written, or belongs to a build", () => {
    write("contracts/Half.sol/Half.json", '{"abi":[');
    write("contracts/Odd.sol/Odd.json", { abi: "none" });
    write("contracts/Purse.sol/Purse.dbg.json", artifact);
    write("build-info/1.json", artifact);
    expect(new ProjectAbis(folder).error(selectorOf("Spent"))).to.equal(undefined);
  });
});
