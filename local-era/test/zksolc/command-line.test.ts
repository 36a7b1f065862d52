import { expect } from "chai";
import type { CompilerOutput } from "../../src/zksolc/standard-json.ts";
import { UsageError } from "../../src/primitives/usage-error.ts";
import { configuredVersion, VERSION_VARIABLE } from "../../src/zksolc/zksolc-version.ts";
import { COMPILER_TIMEOUT, runZksolc, standardJson } from "./helpers/compiler.ts";

/** Requires a call to fail with exit code 1, nothing on stdout, and one line of explanation. */
function expectRefusal(args: readonly string[], stdin: string, reason: RegExp, version?: string): void {
  const { status, stdout, stderr } = runZksolc(args, stdin, version);
  expect(stderr).to.match(reason);
  expect(stderr).to.match(/^zksolc: [^\n]+\n$/);
  expect(stdout).to.equal("");
  expect(status).to.equal(1);
}

describe("The zksolc command line", function () {
  this.timeout(COMPILER_TIMEOUT);

  it("prints for --version the version that plugins look for first", () => {
    const { status, stdout } = runZksolc(["--version"]);
    expect(status).to.equal(0);
    expect(/\d+\.\d+\.\d+/.exec(stdout)![0]).to.equal("1.5.17");
    expect(stdout).to.contain("local-era");
  });

  it("reads the release to emulate from LOCAL_ERA_ZKSOLC_VERSION", () => {
    const { status, stdout } = runZksolc(["--version"], "", "1.5.15");
    expect(status).to.equal(0);
    expect(/\d+\.\d+\.\d+/.exec(stdout)![0]).to.equal("1.5.15");
  });

  it("refuses a LOCAL_ERA_ZKSOLC_VERSION that is not a release, or is older than the oldest supported", () => {
    const refusal =
      /zksolc to stand in for is ".*", but must be from 1\.5\.15 on.* by zksolc\.version .* by LOCAL_ERA_ZKSOLC_VERSION/;
    for (const args of [["--version"], ["--standard-json"]]) expectRefusal(args, "", refusal, "1.5.14");
    for (const version of ["1.5", "v1.5.16", "1.5.16-rc", "latest", " ", "1.5.14", "1.4.99", "0.9.99"]) {
      expect(() => configuredVersion({ [VERSION_VARIABLE]: version }), version).to.throw(UsageError, refusal);
    }
    for (const version of ["1.5.15", "1.5.16", "1.5.17", "1.5.100", "1.10.0", "2.0.0"]) {
      expect(configuredVersion({ [VERSION_VARIABLE]: version })).to.equal(version);
    }
    for (const unset of ["", undefined]) {
      expect(configuredVersion({ [VERSION_VARIABLE]: unset })).to.equal("1.5.17");
    }
  });

  it("explains itself with --help, whatever LOCAL_ERA_ZKSOLC_VERSION says", () => {
    const { status, stdout } = runZksolc(["--help"], "", "nonsense");
    expect(status).to.equal(0);
    for (const word of ["--standard-json", "--link", "LOCAL_ERA_ZKSOLC_VERSION"]) {
      expect(stdout).to.contain(word);
    }
  });

  it("refuses unknown flags", () => {
    expectRefusal(["--standard-json", "--optimize"], "", /'--optimize'/);
  });

  it("refuses a call without a mode, and one with two", () => {
    expectRefusal([], "", /Choose one of/);
    expectRefusal(["--standard-json", "--link", "file"], "", /Choose one of/);
  });

  it("refuses files for --standard-json", () => {
    expectRefusal(["--standard-json", "a.sol"], "", /takes no files, but got a\.sol/);
  });

  for (const [what, stdin, reason] of [
    ["nothing", "", /got nothing/],
    ["half a JSON text", '{"language":', /not valid JSON/],
    ["an array", "[]", /must be an object/],
    [
      "another language",
      '{"language":"Yul","sources":{"a.yul":{"content":"{}"}}}',
      /Only "language": "Solidity"/,
    ],
    ["no sources", '{"language":"Solidity","settings":{}}', /no "sources"/],
    ["empty sources", '{"language":"Solidity","sources":{}}', /no "sources"/],
    [
      "a source by URL",
      '{"language":"Solidity","sources":{"a.sol":{"urls":["x"]}}}',
      /"a\.sol" has no "content"/,
    ],
    [
      "settings that are not an object",
      standardJson({ "a.sol": "" }, { settings: [] }).replace(/"settings":\{.*\}/, '"settings":1}'),
      /"settings" must be/,
    ],
  ] as const) {
    it(`refuses ${what} on stdin`, () => expectRefusal(["--standard-json"], stdin, reason));
  }

  it("reports errors in the Solidity code with exit code 0", () => {
    const { status, stdout, stderr } = runZksolc(
      ["--standard-json"],
      standardJson({ "a.sol": "contract {" }),
    );
    expect({ status, stderr }).to.deep.equal({ status: 0, stderr: "" });
    const { errors, contracts } = JSON.parse(stdout);
    expect(errors[0].formattedMessage).to.contain("ParserError").and.to.contain("a.sol:1:");
    expect(contracts).to.equal(undefined);
  });

  it("names an import that is not among the sources", () => {
    const { status, stdout } = runZksolc(
      ["--standard-json"],
      standardJson({ "a.sol": 'import "./gone.sol";' }),
    );
    expect(status).to.equal(0);
    const { errors } = JSON.parse(stdout) as CompilerOutput;
    const [error] = errors!.filter(({ severity }) => severity === "error");
    expect(error!.formattedMessage).to.match(/Source "gone\.sol" not found[^]*--> a\.sol:1:1:/);
  });
});
