import { expect } from "chai";
import type { CompilerOutput } from "../../src/zksolc/standard-json.ts";
import { COMPILER_TIMEOUT, runZksolc, standardJson } from "./helpers/compiler.ts";

/** The call must fail with exit code 1, nothing on stdout, and one line of explanation. */
function expectRefusal(args: readonly string[], stdin: string, reason: RegExp): void {
  const { status, stdout, stderr } = runZksolc(args, stdin);
  expect(stderr).to.match(reason);
  expect(stderr).to.match(/^zksolc: [^\n]+\n$/);
  expect(stdout).to.equal("");
  expect(status).to.equal(1);
}

describe("zksolc command line", function () {
  this.timeout(COMPILER_TIMEOUT);

  it("answers --version with the version plugins look for first", () => {
    const { status, stdout } = runZksolc(["--version"]);
    expect(status).to.equal(0);
    expect(/\d+\.\d+\.\d+/.exec(stdout)![0]).to.equal("1.5.15");
    expect(stdout).to.contain("local-era");
  });

  it("explains itself on --help", () => {
    const { status, stdout } = runZksolc(["--help"]);
    expect(status).to.equal(0);
    expect(stdout).to.contain("--standard-json").and.to.contain("--link");
  });

  it("refuses unknown flags", () => {
    expectRefusal(["--standard-json", "--optimize"], "", /'--optimize'/);
  });

  it("refuses a call without a mode, and with two", () => {
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
      "settings that are no object",
      standardJson({ "a.sol": "" }, { settings: [] }).replace(/"settings":\{.*\}/, '"settings":1}'),
      /"settings" must be/,
    ],
  ] as const) {
    it(`refuses ${what} on stdin`, () => expectRefusal(["--standard-json"], stdin, reason));
  }

  it("answers errors in the Solidity code with exit code 0", () => {
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
