import { expect } from "chai";
import { mutate } from "../../../../scripts/mutation/mutant";
import { changesIn, mutantsIn } from "./parsed";

describe("The changes of mutation testing", () => {
  const cases: Readonly<Record<string, readonly [body: string, ...changes: string[]]>> = {
    "a comparison becomes those that are one number away and opposite": [
      "t = a < b;",
      "t = a < b; → (nothing)",
      "a < b → a <= b",
      "a < b → a >= b",
    ],
    "an equality becomes its opposite": ["t = a == b;", "t = a == b; → (nothing)", "a == b → a != b"],
    "a calculation is turned round": ["c = a * b;", "c = a * b; → (nothing)", "a * b → a / b"],
    "a calculating assignment is turned round": ["c += a;", "c += a; → (nothing)", "c += a → c -= a"],
    "bits are joined otherwise": ["c = a & b;", "c = a & b; → (nothing)", "a & b → a | b"],
    "a condition that joins others joins them otherwise, is either of them alone, and is negated": [
      "if (a == b && t) g();",
      "a == b && t → a == b || t",
      "a == b && t → a == b",
      "a == b && t → t",
      "a == b && t → !(a == b && t)",
      "a == b → a != b",
      "g(); → (nothing)",
    ],
    "a negation is left out, and its condition not negated again": [
      "if (!t) revert R();",
      "!t → t",
      "revert R(); → (nothing)",
    ],
    "events and deletions are left out": [
      "emit E(); delete s;",
      "emit E(); → (nothing)",
      "delete s; → (nothing)",
    ],
    "numbers become their neighbours and zero, with their unit": [
      "c = 2 days;",
      "c = 2 days; → (nothing)",
      "2 days → 3 days",
      "2 days → 1 days",
      "2 days → 0 days",
    ],
    "truth values are swapped": ["t = true;", "t = true; → (nothing)", "true → false"],
    "instructions of assembly become others": [
      "assembly { if lt(a, b) { c := add(a, 1) } }",
      "lt(a, b) → gt(a, b)",
      "lt(a, b) → iszero(lt(a, b))",
      "c := add(a, 1) → (nothing)",
      "add(a, 1) → sub(a, 1)",
      "1 → 2",
      "1 → 0",
    ],
  };
  for (const [title, [body, ...changes]] of Object.entries(cases)) {
    it(title, () => {
      expect(changesIn(body)).to.have.members(changes);
    });
  }

  it("an answer becomes both answers", () => {
    const changes = changesIn("return a < 7;", "function f(uint256 a) public pure returns (bool)");
    expect(changes).to.include.members(["a < 7 → true", "a < 7 → false"]);
  });

  it("a modifier is left out, the call of a base constructor is not", () => {
    expect(changesIn("", "function f() public m")).to.deep.equal(["m → (nothing)"]);
    const changes = mutantsIn(
      "contract A { constructor(uint256) {} } contract B is A { constructor() A(1) {} }",
    );
    expect(changes.map(({ before }) => before)).to.deep.equal(["1", "1"]);
  });

  it("a modifier counts as run whenever its function is entered, whoever it turns away", () => {
    const header = "function f() public m";
    const source = `contract C { modifier m() { _; } ${header} { uint256 n = 5; } }`;
    const { unit } = mutantsIn(source).find(({ before }) => before === "m")!;
    expect(source.slice(unit.start, unit.end)).to.equal(`${header} { uint256 n = 5; }`);
  });

  it("what runs nowhere is not changed: interfaces, imports, lengths in types", () => {
    expect(
      mutantsIn("interface I { function f(uint256[3] memory) external; } contract C { uint256[2] gap; }"),
    ).to.be.empty;
  });

  it("a change is placed by bytes, where text before it is not ASCII", () => {
    const source = 'contract C { string s = unicode"é→"; uint256 n = 5; }';
    const mutant = mutantsIn(source).find(({ after }) => after === "6")!;
    expect(mutate(source, mutant)).to.equal(source.replace(" 5", " 6"));
  });

  it("a changed operation keeps to itself among others of higher precedence", () => {
    const source =
      "contract C { function f(bool a, bool b, bool c) public pure returns (bool) { return a && b && c; } }";
    const mutant = mutantsIn(source).find(({ before, after }) => before === "a && b" && after === "a || b")!;
    expect(mutate(source, mutant)).to.include("((a) || (b)) && c");
  });

  it("equal changes of one function have names of their own, which do not depend on lines", () => {
    const source = "contract C {LINE uint256 n; function f() public { n = 7; n = 7; } }";
    const ids = (line: string) => mutantsIn(source.replace("LINE", line)).map(({ id }) => id);
    expect(new Set(ids("")).size).to.equal(ids("").length);
    expect(ids("\n\n")).to.deep.equal(ids(""));
  });
});
