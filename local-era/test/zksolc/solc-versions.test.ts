import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect } from "chai";
import { UsageError } from "../../src/primitives/usage-error.ts";
import { assertIsSupported, newestEvmVersion } from "../../src/zksolc/solc-versions.ts";
import type { CompilerOutput } from "../../src/zksolc/standard-json.ts";
import { COMPILER_TIMEOUT, runZksolc, solidity, standardJson } from "./helpers/compiler.ts";

const require = createRequire(import.meta.url);
/** Hardhat has another version than this package: the nearest that is installed along with it. */
const OTHER = createRequire(require.resolve("hardhat/package.json")).resolve("solc/soljson.js");
const otherVersion = (require(OTHER.replace("soljson.js", "package.json")) as { version: string }).version;
const ownVersion = (require("solc/package.json") as { version: string }).version;

function compileWith(path: string | undefined, body: string): CompilerOutput {
  const args = ["--standard-json", ...(path === undefined ? [] : ["--solc", path])];
  const { status, stdout, stderr } = runZksolc(args, standardJson({ "a.sol": solidity(body) }));
  expect(status, stderr).to.equal(0);
  return JSON.parse(stdout) as CompilerOutput;
}

describe("zksolc's solc", function () {
  this.timeout(COMPILER_TIMEOUT);

  it("is the one that --solc names, whichever this package depends on", () => {
    expect(otherVersion).to.not.equal(ownVersion);
    const output = compileWith(OTHER, `contract A { }`);
    expect(output.version).to.equal(otherVersion);
    expect(output.long_version).to.match(new RegExp(`^${otherVersion}\\+commit`));
    expect(output.contracts?.["a.sol"]?.A?.evm.bytecode.object).to.not.equal("");
  });

  it("is this package's own unless --solc names one", () => {
    expect(compileWith(undefined, "contract A { }").version).to.equal(ownVersion);
  });

  it("finds what EraVM cannot do with any version, and says in which file and line", () => {
    const body = "contract A { function f() external { assembly { codecopy(0, 0, 1) } } }";
    for (const path of [OTHER, undefined]) {
      const { errors = [] } = compileWith(path, body);
      const error = errors.find(({ severity }) => severity === "error");
      expect(error!.formattedMessage).to.match(/^Error: The `CODECOPY` instruction[^]* --> a\.sol:3:49:/);
    }
  });

  it("compiles in every thread with the version that --solc names", async () => {
    const { compileStandardJson } = await import("../../src/zksolc/compile.ts");
    const exact = (name: string) => `pragma solidity ${otherVersion};\ncontract ${name} { }`;
    const json = standardJson({ "a.sol": exact("A"), "b.sol": exact("B"), "c.sol": exact("C") });
    const { version, contracts } = await compileStandardJson(json, { soljson: OTHER, threads: 3 });
    expect(version).to.equal(otherVersion);
    expect(Object.keys(contracts!)).to.deep.equal(["a.sol", "b.sol", "c.sol"]);
  });

  it("is refused if it is no file, or no soljson.js", () => {
    const refusal = (path: string) =>
      runZksolc(["--standard-json", "--solc", path], standardJson({ "a.sol": "" }));
    expect(refusal("nowhere.js").stderr).to.equal("zksolc: --solc is nowhere.js, which does not exist.\n");
    for (const path of [
      process.execPath,
      fileURLToPath(new URL("../../src/zksolc/solc-worker.cjs", import.meta.url)),
    ]) {
      const { status, stderr } = refusal(path);
      expect(stderr).to.equal(
        `zksolc: --solc is ${path}, which is not the soljson.js of an npm package solc.\n`,
      );
      expect(status).to.equal(1);
    }
  });

  it("is refused if it cannot be loaded, as what an interrupted installation has left", () => {
    const folder = mkdtempSync(join(tmpdir(), "soljson-"));
    const path = join(folder, "soljson.js");
    const refusal = () => runZksolc(["--standard-json", "--solc", path], standardJson({ "a.sol": "" }));
    try {
      writeFileSync(path, "var Module = {");
      expect(refusal().stderr).to.equal(
        `zksolc: --solc is ${path}, which cannot be loaded: Unexpected end of input. Install its package anew.\n`,
      );
      expect(refusal().status).to.equal(1);
      writeFileSync(path, 'require("./gone.js");');
      expect(refusal().stderr).to.equal(
        `zksolc: --solc is ${path}, which cannot be loaded: Cannot find module './gone.js'. Install its package anew.\n`,
      );
      rmSync(path);
      mkdirSync(path);
      expect(refusal().stderr).to.contain(`zksolc: --solc is ${path}, which cannot be loaded: `);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it("is refused below 0.8.13 and above 0.8.30, with the range", () => {
    for (const version of ["0.8.13", "0.8.19", "0.8.30"])
      expect(() => assertIsSupported(version)).to.not.throw();
    for (const version of ["0.4.26", "0.7.6", "0.8.9", "0.8.12", "0.8.31", "0.9.0", "1.0.0"]) {
      expect(() => assertIsSupported(version)).to.throw(
        UsageError,
        `Solidity ${version} is not supported: choose a version of solc from 0.8.13 to 0.8.30.`,
      );
    }
  });

  it("is asked for code of the newest EVM version that it knows, up to Cancun", () => {
    const expected = { "0.8.13": "london", "0.8.18": "paris", "0.8.20": "shanghai", "0.8.23": "shanghai" };
    for (const [version, evm] of Object.entries({ ...expected, "0.8.24": "cancun", "0.8.30": "cancun" })) {
      expect(newestEvmVersion(version), version).to.equal(evm);
    }
  });
});
