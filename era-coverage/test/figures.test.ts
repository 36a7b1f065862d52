import { expect } from "chai";
import type { Pipeline } from "../../local-era/src/source-maps/build.ts";
import { solidity } from "../../local-era/test/zksolc/helpers/compiler.ts";
import { expectedMarks, measuredMarks } from "./marks.ts";
import { MeasuredChain } from "./measured-chain.ts";
import type { Contract } from "./measured-chain.ts";

interface Fixture {
  readonly title: string;
  /** Body of the contract `Fixture`; what its calls leave uncovered is marked, see `marks.ts`. */
  readonly body: string;
  /** Solidity before the contract. */
  readonly head?: string;
  readonly args?: readonly unknown[];
  /** Arguments with which the constructor reverts, once. */
  readonly refusedArgs?: readonly unknown[];
  readonly calls: readonly (readonly [name: string, ...args: unknown[]])[];
}

const fixtures: readonly Fixture[] = [
  {
    title: "an if with one branch taken, with and without an else",
    body: `
      uint256 public x;
      function f(uint256 a) external {
        if (a > 5) { //! true
          x = 1; //! line
        }
        if (a < 5) { //! false
          x = 2;
        } else {
          x = 3; //! line
        }
        if (a == 9) x = 4; //! line, true
      }`,
    calls: [["f", 1]],
  },
  {
    title: "a function never called, called from outside and within",
    body: `
      function f() external pure returns (uint256) {
        return g(1);
      }
      function g(uint256 a) internal pure returns (uint256) {
        return a + 1;
      }
      function h(uint256 a) external pure returns (uint256) { //! function
        return a > 1 ? a : 0; //! line, true, false
      }
      function neverUsed(bool a) internal pure returns (bool) { //! function
        if (a) return true; //! line, true, false
        return false; //! line
      }`,
    calls: [["f"]],
  },
  {
    title: "an early return",
    body: `
      function f(uint256 a) external pure returns (uint256 b) {
        b = a;
        if (a > 5) return b; //! false
        b = 7; //! line
        return b; //! line
      }`,
    calls: [["f", 6]],
  },
  {
    title: "a modifier that refuses, in a function with one that does not",
    body: `
      error Refused();
      modifier below(uint256 a, uint256 limit) {
        if (a >= limit) revert Refused();
        _;
      }
      modifier odd(uint256 a) { //! function
        if (a % 2 == 0) revert Refused(); //! line, true, false
        _; //! line
      }
      uint256 x;
      function f(uint256 a) external below(a, 5) {
        x = a;
      }
      function g(uint256 a) external below(a, 3) odd(a) { //! function
        x = a; //! line
      }`,
    calls: [
      ["f", 4],
      ["f", 5],
      ["g", 4],
    ],
  },
  {
    title: "a library's internal functions",
    head: `
      library Halves {
        function half(uint256 a) internal pure returns (uint256) {
          if (a % 2 == 1) return (a - 1) / 2; //! line, true
          return a / 2;
        }
        function third(uint256 a) internal pure returns (uint256) { //! function
          return a / 3; //! line
        }
      }`,
    body: `
      using Halves for uint256;
      function f(uint256 a) external pure returns (uint256) {
        return a.half() + Halves.half(a);
      }`,
    calls: [["f", 4]],
  },
  {
    title: "ternaries of expressions, constants and calls",
    body: `
      uint256 private constant ONE = 1;
      function f(uint256 a) external pure returns (uint256 b) {
        b = a > 5 ? a : 0; //! true
        b += a > 0 ? ONE : 0; //! false
        b += a > 5 ? ONE : _g(); //! true
        b += a > 5 ? _h() : ONE; //! true
      }
      function _g() private pure returns (uint256) {
        return 1;
      }
      function _h() private pure returns (uint256) { //! function
        return 2; //! line
      }`,
    calls: [["f", 3]],
  },
  {
    title: "short circuits",
    body: `
      function f(uint256 a) external pure returns (bool b) {
        b = a > 1 && a < 9; //! short circuit
        b = a > 5 && a < 9; //! right operand
        b = a > 1 || a < 9; //! right operand
        b = a > 5 || a < 9; //! short circuit
        if (a > 1 && (a < 2 || a == 3)) b = true; //! short circuit, short circuit, false
      }`,
    calls: [["f", 3]],
  },
  {
    title: "require, which holds or fails",
    body: `
      error Small(uint256 a);
      function f(uint256 a) external pure {
        require(a > 2); //! fails
        require(a > 3, "small");
        require(a > 4, Small(a));
        require(a > 5); //! holds
        assert(a > 6); //! line
      }`,
    calls: [
      ["f", 5],
      ["f", 4],
      ["f", 3],
    ],
  },
  {
    title: "loops",
    body: `
      function f(uint256 a) external pure returns (uint256 b) {
        for (uint256 i; i < a; ++i) {
          if (i == 7) break; //! line, true
          if (i == 1) continue;
          b += i;
        }
        while (b > 100) --b; //! line, entered
        do { //! repeated
          ++b;
        } while (b > 50 && a > 1); //! right operand
        while (true) {
          if (b > 1) return b;
          ++b;
        }
      }
      function g(uint256 a) external pure returns (uint256 b) {
        for (uint256 i; i < a && i < 3; ) { //! left, short circuit
          if (++i == 2) return b;
        }
        b = 1; //! line
      }`,
    calls: [
      ["f", 0],
      ["f", 3],
      ["g", 5],
    ],
  },
  {
    title: "the clauses of a try",
    body: `
      function f(uint256 a) external view returns (uint256) {
        try this.g(a) returns (uint256 b) { //! success, catch Panic
          return b; //! line
        } catch Error(string memory) {
          return 1;
        } catch Panic(uint256) {
          return 2; //! line
        } catch {
          return 3;
        }
      }
      function g(uint256 a) external pure returns (uint256) {
        if (a == 0) revert("zero");
        if (a == 1) revert(); //! false
        return 3; //! line
      }`,
    calls: [
      ["f", 0],
      ["f", 1],
    ],
  },
  {
    title: "constructors, of the contract and its base",
    head: `
      contract Base {
        uint256 internal x;
        constructor(uint256 a) {
          if (a > 5) x = a; //! line, true
        }
      }`,
    body: `
      constructor(uint256 a) Base(a > 1 ? a : 1) { //! false
        if (x == a) x = 7; //! line, true
        else x = 8;
      }`,
    args: [3],
    calls: [],
  },
  {
    title: "reverts, which end what is before them and not what is after",
    body: `
      error Bad();
      uint256 x;
      function f(uint256 a) external {
        x = 1;
        _g(a);
        x = 2; //! line
      }
      function _g(uint256 a) private pure {
        if (a > 1) revert Bad(); //! false
      }`,
    calls: [["f", 2]],
  },
  {
    title: "one error of several functions and the constructor",
    head: "error Refused(uint256 a);",
    body: `
      constructor(uint256 a) {
        if (a > 100) revert Refused(a); //! line, true
        if (a == 50) revert Refused(a + type(uint128).max); //! line, true
        _check(a);
      }
      function _check(uint256 a) private pure {
        if (a > 10) revert Refused(a);
      }
      function f(uint256 a) external pure {
        if (a > 5) revert Refused(a); //! line, true
      }
      function g(uint256 a) external pure {
        if (a > 5) revert Refused(a); //! false
      }
      function h(uint256 a) external pure { //! function
        if (a > 5) revert Refused(a); //! line, true, false
      }`,
    args: [3],
    refusedArgs: [30],
    calls: [
      ["f", 1],
      ["g", 6],
    ],
  },
  {
    title: "checks the compiler adds, which are no branches",
    body: `
      uint256[] list;
      function f(uint256 a) external {
        list.push(a);
        uint256 b = list[a];
        list[0] = b + 1; //! line
      }`,
    calls: [["f", 2]],
  },
  {
    title: "assembly that runs straight through, with one if at most",
    body: `
      function f(uint256 a) external pure returns (uint256 b) {
        assembly {
          b := add(a, 1)
          mstore(0, b)
        }
        assembly {
          b := add(b, 1)
          if gt(a, 5) { //! true
            b := 7 //! line
          }
          b := add(b, 1)
        }
      }
      function g(uint256 a) external pure {
        assembly {
          if gt(a, 5) { //! false
            revert(0, 0)
          }
          a := 1 //! line
        }
      }`,
    calls: [
      ["f", 1],
      ["g", 6],
    ],
  },
  {
    title: "assembly of any shape",
    body: `
      function f(uint256 a) external pure returns (uint256 b) {
        assembly {
          switch a //! case 1, default
          case 1 {
            b := 1 //! line
          }
          case 2 {
            b := 2
          }
          default {
            b := 3 //! line
          }
          for { let i := 0 } lt(i, a) { i := add(i, 1) } {
            if eq(i, 5) { //! true
              break //! line
            }
            b := add(b, 1)
          }
          for { let i := 9 } lt(i, a) { i := add(i, 1) } { //! entered, line
            b := 0 //! line
          }
        }
      }`,
    calls: [["f", 2]],
  },
];

/** A contract that takes ETH and does nothing about it, by a function of a base. */
const RECEIVER = solidity(`
  abstract contract Base {
    uint256 internal x;
    receive() external payable virtual {}
  }
  contract Fixture is Base {
    fallback() external payable {
      x = 1;
    }
  }
  contract Other is Base {
    receive() external payable override {
      x = 1;
    }
  }`);

for (const pipeline of ["legacy", "ir"] as const satisfies Pipeline[]) {
  describe(`coverage of code from the ${pipeline} code generator`, function () {
    this.timeout(30_000);

    for (const fixture of fixtures) {
      it(`is exact for ${fixture.title}`, async () => {
        const source = sourceOf(fixture);
        const chain = await MeasuredChain.with(source, [pipeline]);
        const contract = await chain.deploy("Fixture", ...(fixture.args ?? []));
        if (fixture.refusedArgs) await refused(chain.deploy("Fixture", ...fixture.refusedArgs));
        await callAll(chain, contract, fixture);
        expect(measuredMarks(chain.coverage())).to.deep.equal(expectedMarks(source));
      });
    }

    it("is exact for a function that takes ETH and does nothing", async () => {
      const chain = await MeasuredChain.with(RECEIVER, [pipeline]);
      const contract = await chain.deploy("Fixture");
      const called = () => chain.coverage().functions.map(({ name, times }) => [name, times > 0]);
      await chain.callRaw(contract, "0x01");
      await chain.callRaw(await chain.deploy("Other"), "0x");
      expect(called()).to.deep.equal([
        ["Base.receive", false],
        ["Fixture.fallback", true],
        ["Other.receive", true],
      ]);
      await chain.callRaw(contract, "0x");
      expect(called()[0]).to.deep.equal(["Base.receive", true]);
    });

    it("is nothing for a contract that was never deployed", async () => {
      const chain = await MeasuredChain.with(solidity("contract Fixture { function f() external {} }"), [
        pipeline,
      ]);
      expect(chain.coverage().functions.map(({ times }) => times)).to.deep.equal([0]);
    });
  });
}

function sourceOf({ head = "", body }: Fixture): string {
  const base = head.includes("contract Base") ? " is Base" : "";
  return solidity(`${head}\ncontract Fixture${base} {${body}\n}`);
}

async function callAll(chain: MeasuredChain, contract: Contract, { calls }: Fixture): Promise<void> {
  for (const [name, ...args] of calls) await chain.call(contract, name, ...args);
}

async function refused(deployment: Promise<Contract>): Promise<void> {
  const isDeployed = await deployment.then(
    () => true,
    () => false,
  );
  expect(isDeployed).to.equal(false);
}
