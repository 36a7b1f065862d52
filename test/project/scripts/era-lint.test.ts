import { readFileSync } from "node:fs";
import { expect } from "chai";
import { soliditySources } from "../../../scripts/documents/assembly";
import { eraFindings, type EraFinding } from "../../../scripts/era-lint/findings";
import { REVIEWED_USES } from "../../../scripts/era-lint/reviewed-uses";
import { ERA_RULES } from "../../../scripts/era-lint/rules";
import { projectPath } from "../../../scripts/toolchain/toolchain";
import { unreviewed } from "../../../scripts/era-lint/unreviewed";

const HEAD = "// SPDX-License-Identifier: MIT\npragma solidity ^0.8.24;\n";

/** Declared in front of each contract. */
const SHARED = `
  contract Made { function codehash() external pure returns (uint256) { return 1; } }
  uint160 constant RIPEMD = 3;
  uint256 constant FAR = 0x100000000;
  interface Clock { function number() external view returns (uint256); }
`;

/** Functions that a rule refuses, each with one place that it speaks of, and functions that it lets pass, by rule. */
const EXAMPLES: Readonly<Record<string, { refused: readonly string[]; passes: readonly string[] }>> = {
  "gas-left": {
    refused: [
      "function f() external view returns (bool) { return gasleft() > 100; }",
      "function f() external view returns (uint256 left) { assembly { left := gas() } }",
      "function f() external view returns (bool ok) { assembly { ok := staticcall(sub(gas(), 0), 7, 0, 0, 0, 0) } }",
    ],
    passes: [
      "function f() external view returns (bool ok) { assembly { ok := staticcall(gas(), 7, 0, 0, 0, 0) } }",
      "function gas() external pure returns (uint256) { return 1; }",
    ],
  },
  "call-gas": {
    refused: [
      "function f(address to) external { (bool ok, ) = to.call{gas: 2300}(''); require(ok); }",
      "function f(Clock clock) external view returns (uint256) { return clock.number{gas: 9000}(); }",
      "function f(address to) external { assembly { pop(call(2300, to, 1, 0, 0, 0, 0)) } }",
    ],
    passes: [
      "function f(address to) external { (bool ok, ) = to.call{value: 1}(''); require(ok); }",
      "function f(address to) external { assembly { pop(call(gas(), to, 1, 0, 0, 0, 0)) } }",
    ],
  },
  origin: {
    refused: [
      "function f() external view returns (bool) { return tx.origin == msg.sender; }",
      "function f() external view returns (address who) { assembly { who := origin() } }",
    ],
    passes: ["function f() external view returns (address) { return msg.sender; }"],
  },
  "caller-code": {
    refused: ["function f() external view returns (bool) { return msg.sender.code.length == 0; }"],
    passes: ["function f(address who) external view returns (bool) { return who.code.length == 0; }"],
  },
  "block-constants": {
    refused: [
      "function f() external view returns (uint256) { return block.prevrandao; }",
      "function f() external view returns (uint256) { return block.difficulty; }",
      "function f() external view returns (address) { return block.coinbase; }",
      "function f() external view returns (uint256) { return block.gaslimit; }",
      "function f() external view returns (uint256 chance) { assembly { chance := prevrandao() } }",
      "function f() external view returns (address who) { assembly { who := coinbase() } }",
    ],
    passes: ["function f() external view returns (uint256) { return block.timestamp + block.chainid; }"],
  },
  "block-number": {
    refused: [
      "function f() external view returns (uint256) { return block.number; }",
      "function f() external view returns (uint256 n) { assembly { n := number() } }",
    ],
    passes: ["function f(Clock clock) external view returns (uint256) { return clock.number(); }"],
  },
  "block-hash": {
    refused: [
      "function f(uint256 n) external view returns (bytes32) { return blockhash(n); }",
      "function f(uint256 n) external view returns (bytes32 h) { assembly { h := blockhash(n) } }",
    ],
    passes: ["function blockhash_(uint256 n) public pure returns (uint256) { return n; }"],
  },
  fees: {
    refused: [
      "function f() external view returns (uint256) { return block.basefee; }",
      "function f() external view returns (uint256) { return tx.gasprice; }",
      "function f() external view returns (uint256 price) { assembly { price := gasprice() } }",
    ],
    passes: ["function f() external payable returns (uint256) { return msg.value; }"],
  },
  "code-hash": {
    refused: [
      "function f(address who) external view returns (bytes32) { return who.codehash; }",
      "function f(address who) external view returns (bytes32 h) { assembly { h := extcodehash(who) } }",
    ],
    passes: [
      "function f(Made made) external pure returns (uint256) { return made.codehash(); }",
      "function f(bytes memory data) external pure returns (bytes32) { return keccak256(data); }",
    ],
  },
  "creation-code": {
    refused: ["function f() external pure returns (bytes memory) { return type(Made).creationCode; }"],
    passes: ["function f() external returns (Made) { return new Made{salt: 0}(); }"],
  },
  "own-code": {
    refused: [
      "function f() external pure returns (uint256 n) { assembly { n := codesize() } }",
      "constructor() { assembly { codecopy(0, 0, 1) } }",
    ],
    passes: [
      "function f(address who) external view returns (uint256 n) { assembly { n := extcodesize(who) } }",
    ],
  },
  "raw-create": {
    refused: [
      "function f() external { assembly { pop(create(0, 0, 0)) } }",
      "function f() external { assembly { pop(create2(0, 0, 0, 0)) } }",
    ],
    passes: ["function f() external returns (Made) { return new Made(); }"],
  },
  "evm-create2-address": {
    refused: [
      `function f(bytes32 salt, bytes32 code) external view returns (bytes32) {
        return keccak256(abi.encodePacked(bytes1(0xff), address(this), salt, code)); }`,
      `function f(bytes20 who, bytes32 salt, bytes32 code) external pure returns (bytes32) {
        return keccak256(bytes.concat(hex"ff", who, salt, code)); }`,
    ],
    passes: [
      `function f(bytes32 salt, bytes32 code) external view returns (bytes32) {
        return keccak256(abi.encodePacked(bytes1(0xfe), address(this), salt, code)); }`,
    ],
  },
  "memory-size": {
    refused: ["function f() external pure returns (uint256 n) { assembly { n := msize() } }"],
    passes: ["function f() external pure returns (uint256 n) { assembly { n := mload(0x40) } }"],
  },
  "far-place": {
    refused: [
      "function f() external pure returns (uint256 w) { assembly { w := calldataload(0xffffffe0) } }",
      "function f() external pure returns (uint256 w) { assembly { w := mload(FAR) } }",
      "function f() external pure { assembly { calldatacopy(0, 0x1000000000, 0x20) } }",
    ],
    passes: [
      "function f() external pure returns (uint256 w) { assembly { w := calldataload(0xffffffdf) } }",
      "function f() external pure { assembly { mstore(0, 0x100000000) } }",
    ],
  },
  "absent-precompile": {
    refused: [
      "function f() external view returns (bool ok) { assembly { ok := staticcall(gas(), 9, 0, 0, 0, 0) } }",
      "function f() external view returns (bool ok) { assembly { ok := staticcall(gas(), RIPEMD, 0, 0, 0, 0) } }",
      "function f() external view returns (bool ok) { (ok, ) = address(0x0a).staticcall(''); }",
    ],
    passes: [
      "function f() external view returns (bool ok) { assembly { ok := staticcall(gas(), 5, 0, 0, 0, 0) } }",
      "function f() external view returns (bool ok) { (ok, ) = address(0x100).staticcall(''); }",
    ],
  },
  "system-address": {
    refused: [
      "function f() external view returns (bool ok) { assembly { ok := staticcall(gas(), 0xfff0, 0, 0, 0, 0) } }",
      "function f() external { assembly { pop(delegatecall(gas(), 0x8006, 0, 0, 0, 0)) } }",
    ],
    passes: ["function f(address to) external { assembly { pop(call(gas(), to, 0, 0, 0, 0, 0)) } }"],
  },
};

/** A source with one contract per line, so that the compiler has to read it only once. */
function sourceOf(functions: readonly string[]): string {
  const contracts = functions.map((text, i) => `contract C${i} { ${text.replaceAll(/\s*\n\s*/g, " ")} }`);
  return `${HEAD}${SHARED.replaceAll("\n", " ")}\n${contracts.join("\n")}\n`;
}

const FIRST_LINE = HEAD.split("\n").length + 1;

describe("The lint for what is different on EraVM", () => {
  const cases = Object.entries(EXAMPLES).flatMap(([rule, { refused, passes }]) => [
    ...refused.map((text) => ({ rule, text, isRefused: true })),
    ...passes.map((text) => ({ rule, text, isRefused: false })),
  ]);
  let found: EraFinding[];

  before(() => {
    found = eraFindings({ "Examples.sol": sourceOf(cases.map(({ text }) => text)) });
  });

  it("has an example that is refused and one that passes for each of its rules", () => {
    expect(Object.keys(EXAMPLES)).to.deep.equal(ERA_RULES.map(({ name }) => name));
    for (const [rule, { refused, passes }] of Object.entries(EXAMPLES)) {
      expect(Math.min(refused.length, passes.length), rule).to.be.greaterThan(0);
    }
  });

  for (const rule of Object.keys(EXAMPLES)) {
    it(`refuses what its rule ${rule} is about, and nothing that looks like it`, () => {
      for (const [index, one] of cases.entries()) {
        if (one.rule !== rule) continue;
        const here = found.filter(
          (finding) => finding.line === FIRST_LINE + index && finding.rule.name === rule,
        );
        expect(here, one.text).to.have.length(one.isRefused ? 1 : 0);
      }
    });
  }

  it("is documented, rule by rule", () => {
    const page = readFileSync(projectPath("docs/toolchain.md"), "utf8");
    const documented = [...page.matchAll(/^\| `([a-z0-9-]+)` +\| /gm)].map(([, name]) => name);
    expect(documented.filter((name) => name! in EXAMPLES)).to.deep.equal(ERA_RULES.map(({ name }) => name));
  });

  it("says where, what is different, and what to do", () => {
    const [finding] = eraFindings({
      "contracts/A.sol": `${HEAD}contract A {\n  function f() external view returns (uint256) { return block.number; }\n}`,
    });
    expect(unreviewed([finding!], [])).to.deep.equal([
      "contracts/A.sol:4: blocks are the chain's own and come at no steady rate; measure time by block.timestamp (block-number)",
    ]);
  });

  it("throws the compiler's message for a source that is not Solidity", () => {
    expect(() => eraFindings({ "A.sol": `${HEAD}contract A { function }` })).to.throw(
      /ParserError: Expected/,
    );
  });

  describe("what somebody looked at", () => {
    const twice = `${HEAD}contract A { function f() external view returns (uint256) { return block.number + block.number; } }`;
    const use = { rule: "block-number", file: "A.sol", reason: "" };

    it("is no problem as often as they saw it", () => {
      expect(unreviewed(eraFindings({ "A.sol": twice }), [{ ...use, uses: 2 }])).to.deep.equal([]);
    });

    it("is one if there is more of it, less, or the same in another file", () => {
      const findings = eraFindings({ "A.sol": twice });
      expect(unreviewed(findings, [{ ...use, uses: 1 }])).to.deep.equal([
        "A.sol: block-number was reviewed 1 times, and is there 2 times (lines: 3, 3)",
      ]);
      expect(unreviewed([], [{ ...use, uses: 1 }])).to.deep.equal([
        "A.sol: block-number was reviewed 1 times, and is there 0 times (lines: nowhere)",
      ]);
      expect(unreviewed(findings, [{ ...use, file: "B.sol", uses: 2 }])).to.have.length(3);
    });
  });

  it("finds nothing in the suite's contracts that nobody looked at", () => {
    const sources = soliditySources();
    expect(sources.map(({ path }) => path)).to.include("contracts/ERC7579Account.sol");
    const findings = eraFindings(Object.fromEntries(sources.map(({ path, text }) => [path, text])));
    expect(unreviewed(findings, REVIEWED_USES)).to.deep.equal([]);
  });
});
