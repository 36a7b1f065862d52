import { expect } from "chai";
import { id } from "ethers";
import { contractPage } from "../../../scripts/reference/contract-page";
import { prose, table } from "../../../scripts/reference/markdown";
import { sdkPage } from "../../../scripts/reference/sdk-page";
import { withTable } from "../../../scripts/generated/cost-table";
import { readSnapshot } from "../../../scripts/gas/snapshot";

describe("A page of the contracts' reference", () => {
  const uint = { name: "amount", type: "uint256", internalType: "uint256" };
  const limits = { name: "limits", type: "tuple", internalType: "struct IVault.Limits", components: [uint] };
  const page = contractPage({
    name: "Vault",
    source: "contracts/Vault.sol",
    abi: [
      { type: "function", name: "take", stateMutability: "nonpayable", inputs: [uint], outputs: [] },
      { type: "function", name: "limits", stateMutability: "view", inputs: [], outputs: [limits] },
      { type: "event", name: "Taken", inputs: [{ ...uint, indexed: true }] },
      { type: "error", name: "TooMuch", inputs: [uint] },
      { type: "error", name: "Closed", inputs: [] },
    ],
    natspec: {
      devdoc: {
        title: "A vault",
        methods: {
          "take(uint256)": {
            details: "Reverts with `TooMuch` if there is less.",
            params: { amount: "in wei" },
          },
        },
      },
      userdoc: { errors: { "TooMuch(uint256)": [{ notice: "Thrown when there is less." }] } },
    },
  }).join("\n");

  it("has each function with its declaration, selector and parameters", () => {
    expect(page).to.include("function take(uint256 amount) external\n");
    expect(page).to.include(`Selector \`${id("take(uint256)").slice(0, 10)}\``);
    expect(page).to.include("| `amount` | `uint256` | in wei |");
    expect(page).to.include("function limits() external view returns (Limits limits)");
  });

  it("names the errors that the comment says a function reverts with, and no others", () => {
    expect(page.match(/May revert with [^\n]*/g)).to.deep.equal([
      "May revert with `TooMuch`: see [Errors](#errors).",
    ]);
  });

  it("has events, errors and structs, explained where a comment explains them", () => {
    expect(page).to.include("| `Taken(uint256 indexed amount)` |");
    expect(page).to.match(
      /\| `TooMuch\(uint256 amount\)` \| `0x[0-9a-f]{8}` \| Thrown when there is less\. \|/,
    );
    expect(page).to.include("struct Limits {\n    uint256 amount;\n}");
  });
});

describe("A page of the SDK's reference", () => {
  const entry = { path: "sdk/session", page: "session", source: "sdk/src/session/index.ts" };
  const constant = { kind: "constant", comment: "", tags: [] } as const;

  it("has each export by its kind, with its comment and its tags", () => {
    const page = sdkPage(entry, "Sessions.", [
      {
        name: "explain",
        kind: "function",
        declaration: "function explain(a: number): string;",
        comment: "Explains it.",
        tags: [
          { name: "param", text: "a what it is about" },
          { name: "throws", text: "Error if it cannot" },
        ],
      },
    ]).join("\n");
    expect(page).to.include("## Functions\n### explain\nExplains it.\n");
    expect(page).to.include("function explain(a: number): string;");
    expect(page).to.include("| `a` | what it is about |");
    expect(page).to.include("Throws Error if it cannot");
    expect(page).not.to.include("## Types");
  });

  it("leaves out the type of a constant that nobody would read", () => {
    const page = (declaration: string) =>
      sdkPage(entry, "", [{ ...constant, name: "abi", declaration }]).join("\n");
    expect(page("const abi: number;")).to.include("const abi: number;");
    expect(page(`const abi: [${"number, ".repeat(1000)}];`)).not.to.include("number");
  });
});

describe("A comment in Markdown", () => {
  it("keeps code as it is, and what looks like a tag or a template as text", () => {
    expect(prose("a < b,\n `c < d` and {{e}}, _f_")).to.equal(
      "a &lt; b, `c < d` and &#123;&#123;e}}, \\_f\\_",
    );
  });

  it("keeps a cell of a table one cell", () => {
    expect(table(["a"], [["b | c"]])).to.deep.equal(["| a |\n| --- |\n| b \\| c |"]);
    expect(table(["a"], [])).to.deep.equal([]);
  });
});

describe("The table of costs", () => {
  it("is put in its place, in the figures of the snapshot, each time anew", () => {
    const snapshot = readSnapshot()!;
    const once = withTable("Before\n\n<!-- gas-snapshot.json -->\n<!-- end -->\n", snapshot);
    expect(once).to.include(`| ${snapshot.executeTransfer.toLocaleString("en-US")} |`);
    expect(withTable(once, { ...snapshot, executeTransfer: 7 })).to.equal(
      once.replace(`| ${snapshot.executeTransfer.toLocaleString("en-US")} |`, "| 7 |"),
    );
  });

  it("is refused by a page that has no place for it", () => {
    expect(() => withTable("Nothing", readSnapshot()!)).to.throw(/no place/);
  });
});
