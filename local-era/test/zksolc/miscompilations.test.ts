import { expect } from "chai";
import { compileStandardJson } from "../../src/zksolc/compile.ts";
import type { CompilerOutput } from "../../src/zksolc/standard-json.ts";
import {
  COMPILER_TIMEOUT,
  pointedAt,
  reports,
  runZksolc,
  solidity,
  standardJson,
} from "./helpers/compiler.ts";

type Sources = Readonly<Record<string, string>>;

const FILE = "contracts/a.sol";
const CONSTANTS = "constants.sol";

const DO_WHILE = /^You are using a 'do-while' loop, which zksolc 1\.5\.1[56] may miscompile\./;
const MULMOD =
  /^You are using 'mulmod' with a modulus that is not known to be less than 2\^128 when it is compiled\. zksolc 1\.5\.1[56] /;

/** Maps statements to what a warning must point at; `a` and `m` are arguments, `r` is the return value. */
const LOOPS: Readonly<Record<string, string>> = {
  "do { r++; } while (r < m);": "do { r++; } while (r < m);",
  "do r = m; while (r < 2);": "while (r < 1) { do r = m; while (r < 2); }",
};
const MODULI: Readonly<Record<string, string>> = {
  "mulmod(a, 2, m)": "r = mulmod(a, 2, m);",
  "(mulmod)(a, 3, m)": "r = (mulmod)(a, 3, m);",
  "mulmod(a, 4, 2 ** 128)": "r = mulmod(a, 4, 2 ** 128);",
  "mulmod(a, 5, BIG)": "r = mulmod(a, 5, BIG);",
  "mulmod(a, 6, type(uint136).max)": "r = mulmod(a, 6, type(uint136).max);",
  "mulmod(a, 7, fixedAtDeployment)": "r = mulmod(a, 7, fixedAtDeployment);",
  "mulmod(a, 8, stored)": "r = mulmod(a, 8, stored);",
  "mulmod(a, 9, SMALL + m)": "r = mulmod(a, 9, SMALL + m);",
  "mulmod(a, 10, 2 ** SHIFT)": "r = mulmod(a, 10, 2 ** SHIFT);",
  "mulmod(a, 11, uint256(SMALL) - BIG)": "unchecked { r = mulmod(a, 11, uint256(SMALL) - BIG); }",
  "mulmod(a, 12, (BIG >> 120) / (uint8(SHIFT) * 2))":
    "unchecked { r = mulmod(a, 12, (BIG >> 120) / (uint8(SHIFT) * 2)); }",
  "mulmod(a, 13, m)": "assembly { r := mulmod(a, 13, m) }",
  "mulmod(a, 14, not(0))": "assembly { r := mulmod(a, 14, not(0)) }",
  "mulmod(a, 15, BIG)": "assembly { r := mulmod(a, 15, BIG) }",
  "mulmod(a, 16, PADDED)": "assembly { r := mulmod(a, 16, PADDED) }",
  'mulmod(a, 17, "17")': 'assembly { r := mulmod(a, 17, "17") }',
  "mulmod(a, 18, x)": "assembly { let x := m r := mulmod(a, 18, x) }",
  "mulmod(x, 19, x)": "assembly { function f(x) -> y { y := mulmod(x, 19, x) } r := f(m) }",
  "mulmod(a, 20, 0x100000000000000000000000000000000)":
    "assembly { r := mulmod(a, 20, 0x100000000000000000000000000000000) }",
};

/** Lists statements that every release compiles correctly. */
const ACCEPTED = [
  "while (r < m) { r++; }",
  "for (;;) { r++; if (r > m) break; }",
  "r = addmod(a, a, m);",
  "r = mulmod(a, a, 2 ** 128 - 1);",
  "r = mulmod(a, a, 0xffff);",
  "r = mulmod(a, a, 1 ether);",
  "r = mulmod(a, a, SMALL);",
  "r = mulmod(a, a, (Constants.PRIME));",
  "r = mulmod(a, a, c.FILE_LEVEL);",
  "r = mulmod(a, a, type(uint128).max);",
  "r = mulmod(a, a, type(uint256).min + 5);",
  "r = mulmod(a, a, uint256(uint64(SMALL)) * 2 + 1);",
  "r = mulmod(a, a, (BIG >> 130) - 1);",
  "r = mulmod(a, a, BIG % 97 / 2 ** 3 & 0xff | 4 ^ 1);",
  "r = mulmod(a, a, 1 << SHIFT - 5);",
  "r = Shadow.mulmod(a, a, m);",
  "assembly { r := mulmod(a, a, 17) }",
  "assembly { r := mulmod(a, a, 0xffffffffffffffffffffffffffffffff) }",
  "assembly { r := mulmod(a, a, SMALL) }",
  "assembly { r := addmod(a, a, m) }",
];

const IMPORTS = `import {Constants} from "./../${CONSTANTS}"; import "./../${CONSTANTS}" as c;
  library Shadow { function mulmod(uint256 a, uint256, uint256) internal pure returns (uint256) { return a; } }`;
const STATE = `uint256 constant BIG = 2 ** 255 - 19; uint256 constant SMALL = 4294967291; uint8 constant SHIFT = 130;
  bytes4 constant FOUR = 0x01020304; bytes32 constant PADDED = FOUR;
  uint256 stored; uint256 immutable fixedAtDeployment = block.timestamp;`;

/** Builds one contract with a function for each statement. */
function sourcesWith(statements: readonly string[]): Sources {
  const functions = statements.map(
    (statement, i) =>
      `function f${i}(uint256 a, uint256 m) external returns (uint256 r) { stored = 1; ${statement} }\n`,
  );
  return {
    [FILE]: solidity(`${IMPORTS}\ncontract C { ${STATE}\n${functions.join("")} }`),
    [CONSTANTS]: solidity(
      "library Constants { uint64 internal constant PRIME = 97; } uint256 constant FILE_LEVEL = 5;",
    ),
  };
}

/** Compiles in this process and with little optimization: running the program for each would take too long. */
async function compileFor(
  version: string | undefined,
  sources: Sources,
  { settings = {}, ...extra }: Readonly<Record<string, object>> = {},
): Promise<CompilerOutput> {
  const json = standardJson(sources, { settings: { optimizer: { enabled: false }, ...settings }, ...extra });
  const output = await compileStandardJson(json, { ...(version && { version }) });
  expect(output.errors?.filter(({ severity }) => severity === "error") ?? []).to.deep.equal([]);
  expect(output.contracts![FILE]).to.include.keys("C");
  return output;
}

describe("zksolc's miscompilations", function () {
  this.timeout(COMPILER_TIMEOUT);
  const warned = { ...LOOPS, ...MODULI };
  const sources = sourcesWith(Object.values(warned));

  for (const version of ["1.5.15", "1.5.16"]) {
    it(`cause warnings for a release that has them: ${version}`, async () => {
      const found = reports(await compileFor(version, sources));
      expect(found.map((report) => pointedAt(report, sources))).to.have.members(Object.keys(warned));
      for (const report of found) {
        expect(report).to.include({ severity: "warning", component: "general", type: "Warning" });
        expect(report.message).to.match(pointedAt(report, sources) in LOOPS ? DO_WHILE : MULMOD);
        expect(report.message).to.contain(`zksolc ${version}`).and.to.contain("zksolc 1.5.17 or later");
      }
    });
  }

  for (const version of [undefined, "1.5.17", "1.10.0"]) {
    it(`cause no warnings for a release without them: ${version ?? "the default"}`, async () => {
      expect(reports(await compileFor(version, sources))).to.deep.equal([]);
    });
  }

  it("cause no warnings for code that only looks similar", async () => {
    const accepted = sourcesWith(ACCEPTED);
    const found = reports(await compileFor("1.5.16", accepted));
    expect(found.map((report) => pointedAt(report, accepted))).to.deep.equal([]);
  });

  it("are printed in zksolc's format, by the program for the release in LOCAL_ERA_ZKSOLC_VERSION", () => {
    const line = "contract C { function f() external pure { do {} while (false); } }";
    const { stdout } = runZksolc(["--standard-json"], standardJson({ [FILE]: solidity(line) }), "1.5.16");
    const found = reports(JSON.parse(stdout) as CompilerOutput);
    expect(found.map(({ formattedMessage }) => formattedMessage)).to.deep.equal([
      [
        "Warning: You are using a 'do-while' loop, which zksolc 1.5.16 may miscompile. " +
          "Please write it as a 'while' or 'for' loop, or use zksolc 1.5.17 or later.",
        ` --> ${FILE}:3:43:`,
        "  |",
        `3 | ${line}`,
        `  | ${" ".repeat(42)}${"^".repeat("do {} while (false);".length)}`,
        "",
        "",
      ].join("\n"),
    ]);
  });

  it("are suppressed by the names dowhile and mulmod, in both places where names are allowed", async () => {
    const messagesWith = async (extra: Readonly<Record<string, object>>) =>
      reports(await compileFor("1.5.16", sources, extra)).map(({ message }) => message);
    const withoutLoops = await messagesWith({ suppressedWarnings: ["dowhile"] });
    expect(withoutLoops.filter((message) => MULMOD.test(message))).to.have.length(withoutLoops.length);
    expect(withoutLoops).to.have.length(Object.keys(MODULI).length);
    const withoutModuli = await messagesWith({ settings: { suppressedWarnings: ["mulmod"] } });
    expect(withoutModuli.filter((message) => DO_WHILE.test(message))).to.have.length(withoutModuli.length);
    expect(withoutModuli).to.have.length(Object.keys(LOOPS).length);
    expect(await messagesWith({ suppressedErrors: ["dowhile", "mulmod"] })).to.have.length(
      Object.keys(warned).length,
    );
  });
});
