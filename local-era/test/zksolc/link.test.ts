import { expect } from "chai";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { hashBytecode } from "../../src/bytecode/bytecode-hash.ts";
import { fromHex } from "../../src/primitives/hex.ts";
import type { CompilerOutput } from "../../src/zksolc/standard-json.ts";
import { compile, COMPILER_TIMEOUT, contractOf, runZksolc, solidity } from "./helpers/compiler.ts";

const ADDRESS = "0x1111111111111111111111111111111111111111";
const OTHER_ADDRESS = "0x2222222222222222222222222222222222222222";
/** Metadata names the linked libraries; without it, linking early and late gives the same code. */
const metadata = { bytecodeHash: "none" };
const SOURCES = {
  "lib/math.sol": solidity(`
    library Sum { function sum(uint256 a, uint256 b) external pure returns (uint256) { return a + b; } }
    library Product { function product(uint256 a, uint256 b) external pure returns (uint256) { return a * b; } }
  `),
  "a.sol": solidity(`
    import "./lib/math.sol";
    contract One { function f() external pure returns (uint256) { return Sum.sum(1, 2); } }
    contract Two { function f() external pure returns (uint256) { return Sum.sum(1, 2) + Product.product(3, 4); } }
    contract Creates { function f() external { new One(); new Plain(); } }
    contract Plain {}
  `),
};

describe("zksolc --link", function () {
  this.timeout(COMPILER_TIMEOUT);
  let output: CompilerOutput;
  let directory: string;

  before(async () => {
    output = await compile(SOURCES, { settings: { metadata } });
    directory = mkdtempSync(join(tmpdir(), "link-"));
  });

  after(() => rmSync(directory, { recursive: true }));

  /** Writes a contract's bytecode as the plugin does. */
  function binary(name: string): string {
    const path = join(directory, `${name}.zbin`);
    writeFileSync(path, `0x${contractOf(output, "a.sol", name).evm.bytecode.object}`);
    return path;
  }

  function link(...args: string[]) {
    const { status, stdout, stderr } = runZksolc(["--link", ...args]);
    expect({ status, stderr }).to.deep.equal({ status: 0, stderr: "" });
    return JSON.parse(stdout);
  }

  function expectRefusal(args: readonly string[], reason: RegExp): void {
    const { status, stderr } = runZksolc(["--link", ...args]);
    expect(stderr)
      .to.match(reason)
      .and.to.match(/^zksolc: [^\n]+\n$/);
    expect(status).to.equal(1);
  }

  it("gives the same code as linking at compile time", async () => {
    const libraries = { "lib/math.sol": { Sum: ADDRESS } };
    const linkedByCompiler = await compile(SOURCES, { settings: { metadata, libraries } });
    const { hash, evm } = contractOf(linkedByCompiler, "a.sol", "One");
    const path = binary("One");
    expect(link(path, "--libraries", `lib/math.sol:Sum=${ADDRESS}`)).to.deep.equal({
      linked: { [path]: hash },
      unlinked: {},
      ignored: {},
    });
    expect(readFileSync(path, "utf8")).to.equal(`0x${evm.bytecode.object}`);
  });

  it("is announced in the compiler's output", () => {
    const unlinked = contractOf(output, "a.sol", "Two");
    expect(unlinked).to.deep.include({
      missingLibraries: ["lib/math.sol:Product", "lib/math.sol:Sum"],
      objectFormat: "elf",
    });
    expect(unlinked).not.to.have.property("hash");
  });

  it("also applies to contracts that create a contract with a missing library", () => {
    const creates = contractOf(output, "a.sol", "Creates");
    expect(creates.missingLibraries).to.deep.equal(["lib/math.sol:Sum"]);
    expect(creates.factoryDependenciesUnlinked).to.deep.equal(["a.sol:One"]);
    expect(creates.factoryDependencies).to.deep.equal({
      [contractOf(output, "a.sol", "Plain").hash!]: "a.sol:Plain",
    });
  });

  it("can be done one library at a time", () => {
    const path = binary("Two");
    const first = link(path, "--libraries", `lib/math.sol:Sum=${ADDRESS}`);
    expect(first).to.deep.include({ linked: {}, ignored: {} });
    expect(first.unlinked[path]).to.have.length(1);
    const second = link(path, "--libraries", `lib/math.sol:Product=${OTHER_ADDRESS}`);
    const bytecode = fromHex(readFileSync(path, "utf8"));
    expect(second.linked).to.deep.equal({ [path]: hashBytecode(bytecode).slice(2) });
  });

  it("accepts several files and libraries, and leaves complete files unchanged", () => {
    const [one, plain] = [binary("One"), binary("Plain")];
    const libraries = [`lib/math.sol:Product=${OTHER_ADDRESS}`, `lib/math.sol:Sum=${ADDRESS}`];
    const report = link(one, plain, "--libraries", ...libraries);
    expect(Object.keys(report.linked)).to.deep.equal([one]);
    expect(report.ignored).to.deep.equal({ [plain]: contractOf(output, "a.sol", "Plain").hash });
  });

  it("refuses an argument that is not a library's address, and changes no file", () => {
    const path = binary("One");
    const before = readFileSync(path, "utf8");
    for (const bad of [`Sum=${ADDRESS}`, "lib/math.sol:Sum=0x11", "lib/math.sol:Sum", `=${ADDRESS}`]) {
      expectRefusal([path, "--libraries", `lib/math.sol:Sum=${ADDRESS}`, bad], /does not link a library/);
    }
    expect(readFileSync(path, "utf8")).to.equal(before);
  });

  it("refuses files that are missing or contain no bytecode", () => {
    expectRefusal([], /at least one file/);
    expectRefusal([join(directory, "gone")], /There is no file/);
    expectRefusal([directory], /^zksolc: \S+ cannot be read: EISDIR/);
    const text = join(directory, "text");
    writeFileSync(text, "hello");
    expectRefusal([text], /does not hold bytecode/);
    writeFileSync(text, "0x1234");
    expectRefusal([text], /Bytecode length is not divisible by 32/);
  });
});
