import { expect } from "chai";
import { readFileSync } from "node:fs";
import type { Diagnostic } from "../../src/zksolc/standard-json.ts";
import { compile, COMPILER_TIMEOUT, pointedAt, reports, solidity } from "./helpers/compiler.ts";

const FILE = "contracts/a.sol";

interface Expected {
  readonly severity: "error" | "warning";
  readonly message: RegExp;
  readonly at: string;
}

/**
 * Maps members of contracts to what must be reported about them. Non-ASCII text makes byte and character offsets
 * differ.
 */
const REPORTED: Record<string, Expected> = {
  'string s = unicode"é"; function a(address payable to) external { to.transfer(1); }': {
    severity: "error",
    message: /^You are using '<address payable>\.transfer\(<X>\)' without providing the gas amount/,
    at: "to.transfer(1)",
  },
  "function b(address payable to) external returns (bool) { return to.send(1 wei); }": {
    severity: "error",
    message: /^You are using '<address payable>\.send\(<X>\)' without providing the gas amount/,
    at: "to.send(1 wei)",
  },
  "function c(bytes memory m) external pure returns (bytes20) { return ripemd160(m); }": {
    severity: "error",
    message: /^The `ripemd160` precompile is not supported in EraVM yet\.$/,
    at: "ripemd160",
  },
  "function d() external pure returns (bytes memory) { return type(Child).runtimeCode; }": {
    severity: "error",
    message:
      /^Deploy and runtime code are merged in EraVM, so accessing 'type\(T\)\.runtimeCode' is not possible/,
    at: "type(Child).runtimeCode",
  },
  "function e() external view returns (bool) { return tx.origin == msg.sender; }": {
    severity: "warning",
    message: /^You are checking for 'tx\.origin'/,
    at: "tx.origin",
  },
  "function f() external view returns (address o) { assembly { o := origin() } }": {
    severity: "warning",
    message: /^You are checking for 'tx\.origin'/,
    at: "origin()",
  },
  "function g() external { assembly { pop(create(0, 0, 0)) } }": {
    severity: "warning",
    message: /^You are using 'create'\/'create2' in an assembly block/,
    at: "create(0, 0, 0)",
  },
  "function h() external { assembly { pop(create2(0, 0, 0, 0)) } }": {
    severity: "warning",
    message: /^You are using 'create'\/'create2' in an assembly block/,
    at: "create2(0, 0, 0, 0)",
  },
  "function i() external { assembly { selfdestruct(caller()) } }": {
    severity: "error",
    message: /^The `SELFDESTRUCT` instruction is not supported$/,
    at: "selfdestruct(caller())",
  },
  "function j() external { assembly { pop(callcode(0, 0, 0, 0, 0, 0, 0)) } }": {
    severity: "error",
    message: /^The `CALLCODE` instruction is not supported$/,
    at: "callcode(0, 0, 0, 0, 0, 0, 0)",
  },
  "function k() external { assembly { extcodecopy(0, 0, 0, 0) } }": {
    severity: "error",
    message: /^The `EXTCODECOPY` instruction is not supported$/,
    at: "extcodecopy(0, 0, 0, 0)",
  },
  "function l() external view returns (bytes memory) { return address(this).code; }": {
    severity: "error",
    message: /^The `EXTCODECOPY` instruction is not supported$/,
    at: "address(this).code",
  },
  "function m() external view returns (bytes32) { uint256 unused; return blobhash(0); }": {
    severity: "error",
    message: /^The `BLOBHASH` instruction is not supported$/,
    at: "blobhash(0)",
  },
  "function n() external view returns (uint256) { return block.blobbasefee; }": {
    severity: "error",
    message: /^The `BLOBBASEFEE` instruction is not supported$/,
    at: "block.blobbasefee",
  },
  "constructor() { assembly { selfdestruct(0) } }": {
    severity: "error",
    message: /^The `SELFDESTRUCT` instruction is not supported$/,
    at: "selfdestruct(0)",
  },
  "function o() external pure { assembly { codecopy(0, 0, 32) } }": {
    severity: "error",
    message: /^The `CODECOPY` instruction is not supported in the runtime code$/,
    at: "codecopy(0, 0, 32)",
  },
};

/** Lists members that look similar but are fine on Era. */
const ACCEPTED = [
  "constructor() { assembly { codecopy(0, 0, 1) } }",
  "function a(address payable to) external { (bool ok, ) = to.call{value: 1}(''); require(ok); }",
  "function b(IToken token) external returns (bool) { return token.transfer(address(1), 1); }",
  "function c() external view returns (uint256) { return address(this).code.length; }",
  "function d() external view returns (bytes32) { return address(this).codehash; }",
  "function e() external returns (Child) { return new Child(); }",
  "function f(bytes memory m) external pure returns (bytes32) { return sha256(m); }",
  "function origin() external pure returns (string memory) { return 'selfdestruct(callcode(extcodecopy('; }",
];

function sourcesWith(member: string, index: number): string {
  return `contract C${index} { ${member} receive() external payable {} }\n`;
}

/** Puts one contract per member in one file, so that a single run of the compiler covers all. */
function fileWith(members: readonly string[]): Record<string, string> {
  const shared =
    "interface IToken { function transfer(address, uint256) external returns (bool); }\ncontract Child {}\n";
  return { [FILE]: solidity(shared + members.map(sourcesWith).join("")) };
}

describe("zksolc's restrictions", function () {
  this.timeout(COMPILER_TIMEOUT);

  describe("for what EraVM cannot do", () => {
    const sources = fileWith(Object.keys(REPORTED));
    let errors: readonly Diagnostic[];
    let found: Diagnostic[];

    before(async () => {
      const output = await compile(sources);
      errors = output.errors!;
      found = reports(output);
      expect(output.contracts).to.equal(undefined);
    });

    for (const [member, { severity, message, at }] of Object.entries(REPORTED)) {
      it(`report ${at}`, () => {
        const matching = found.filter(
          (report) => message.test(report.message) && pointedAt(report, sources) === at,
        );
        expect(matching, member).to.have.length(1);
        const line = sources[FILE]!.split("\n").findIndex((text) => text.includes(member)) + 1;
        expect(matching[0]).to.include({ severity, component: "general" });
        expect(matching[0]!.formattedMessage).to.contain(`--> ${FILE}:${line}:`);
      });
    }

    it("report nothing else", () => {
      expect(found).to.have.length(Object.keys(REPORTED).length);
    });

    it("keep solc's warnings, except those that only concern the EVM", () => {
      const codes = errors.flatMap(({ errorCode }) => errorCode ?? []);
      // The unused variable is reported; the deprecation of selfdestruct (5159) is not.
      expect(codes).to.include("2072").and.not.to.include("5159");
    });
  });

  it("are formatted as solc's messages, with the code underlined", async () => {
    const sources = {
      [FILE]: solidity("contract A { function f() external { assembly { selfdestruct(0) } } }"),
    };
    expect(reports(await compile(sources))[0]!.formattedMessage).to.equal(
      [
        "Error: The `SELFDESTRUCT` instruction is not supported",
        ` --> ${FILE}:3:49:`,
        "  |",
        "3 | contract A { function f() external { assembly { selfdestruct(0) } } }",
        "  |                                                 ^^^^^^^^^^^^^^^",
        "",
        "",
      ].join("\n"),
    );
  });

  it("accept code that only looks similar", async () => {
    const output = await compile(fileWith(ACCEPTED));
    expect(reports(output).map(({ formattedMessage }) => formattedMessage)).to.deep.equal([]);
    expect(Object.keys(output.contracts![FILE]!)).to.have.length(ACCEPTED.length + 2);
  });

  it("accept unsupported instructions in code that no contract reaches", async () => {
    const file = "solady/src/utils/SSTORE2.sol";
    const sstore2 = readFileSync(new URL(`../../../node_modules/${file}`, import.meta.url), "utf8");
    expect(sstore2).to.contain("extcodecopy(");
    const user = solidity(`import "${file}"; contract A { function f() external view returns (address) {
      return SSTORE2.predictCounterfactualAddress("", bytes32(0)); } }`);
    expect((await compile({ "a.sol": user, [file]: sstore2 })).contracts).to.include.keys("a.sol");
  });

  it("point into the library whose code is reached", async () => {
    const sources = {
      "lib.sol": solidity(
        "library L { function f() internal view { assembly { extcodecopy(0, 0, 0, 0) } } }",
      ),
      "a.sol": solidity('import "./lib.sol"; contract A { function g() external view { L.f(); } }'),
    };
    const found = reports(await compile(sources));
    expect(found.map((report) => [report.sourceLocation!.file, pointedAt(report, sources)])).to.deep.equal([
      ["lib.sol", "extcodecopy(0, 0, 0, 0)"],
    ]);
  });

  it("report a location once, however many contracts reach it", async () => {
    const sources = {
      [FILE]: solidity(`
        contract A { function f() public { assembly { selfdestruct(0) } } }
        contract B is A {} contract C is B { function make() external { new A(); } }`),
    };
    expect(reports(await compile(sources))).to.have.length(1);
  });

  it("let send, transfer and the warnings be suppressed by name, in both places where names are allowed", async () => {
    const sources = {
      [FILE]: solidity(`contract A { function f(address payable to) external { to.transfer(1);
        assert(tx.origin != to); assembly { pop(create(0, 0, 0)) } } }`),
    };
    const suppressedErrors = ["sendtransfer"];
    const suppressedWarnings = ["txorigin", "assemblycreate"];
    expect(reports(await compile(sources))).to.have.length(3);
    const besideSettings: Record<string, object> = { suppressedErrors, suppressedWarnings };
    for (const extra of [besideSettings, { settings: besideSettings }]) {
      const output = await compile(sources, extra);
      expect(output.errors).to.equal(undefined);
      expect(output.contracts![FILE]).to.have.keys("A");
    }
    expect(reports(await compile(sources, { suppressedWarnings: suppressedErrors }))).to.have.length(3);
  });
});
