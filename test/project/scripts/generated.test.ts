import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { refresh, staleFiles, type Generated } from "../../../scripts/generated/generated";
import { treesOf } from "../../../scripts/generated/trees";

describe("A contract's tree", () => {
  const test = (file: string, ...titles: string[]) => ({ file: `test/contracts/${file}`, titles });
  const contracts = ["contracts/Account", "contracts/session/Session"];
  const trees = (...tests: ReturnType<typeof test>[]) =>
    Object.fromEntries(treesOf(tests, (path) => contracts.includes(path)));

  it("has the tests of all of the contract's files, and no others", () => {
    const drawn = trees(
      test("Account/keys.test.ts", "Account: its keys", "sign"),
      test("Account/conformance/hooks.test.ts", "ERC-7579, Hooks", "are asked"),
      test("session/Session.test.ts", "Session", "opens"),
      test("session/Session.time.test.ts", "Session: time", "passes"),
      test("session/example.test.ts", "An example", "is run"),
    );
    expect(drawn).to.deep.equal({
      "test/contracts/Account.tree":
        "Account\n├── its keys\n│   └── sign\n└── ERC-7579, Hooks\n    └── are asked\n",
      "test/contracts/session/Session.tree": "Session\n├── opens\n└── time\n    └── passes\n",
    });
  });

  it("has suites within suites, and merges those of the same name", () => {
    const drawn = trees(
      test("Account/a.test.ts", "Account: executing", "a call", "is made"),
      test("Account/a.test.ts", "Account: executing", "a call", "is refused"),
      test("Account/b.test.ts", "Account: executing", "is counted"),
    );
    expect(drawn["test/contracts/Account.tree"]).to.equal(
      "Account\n└── executing\n    ├── a call\n    │   ├── is made\n    │   └── is refused\n    └── is counted\n",
    );
  });
});

describe("Generated files", () => {
  let root: string;
  const generated: Generated = {
    from: "the sources",
    present: () => ["old.txt", "a/b.txt"].filter((path) => existsSync(join(root, path))),
    make: () => Promise.resolve(new Map([["a/b.txt", "new"]])),
  };

  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), "generated-test-"));
  });
  afterEach(() => {
    rmSync(root, { recursive: true });
  });

  it("are stale if one is missing, differs, or is no longer generated", async () => {
    expect(await staleFiles(generated, root)).to.deep.equal(["a/b.txt: missing"]);
    mkdirSync(join(root, "a"));
    for (const path of ["a/b.txt", "old.txt"]) writeFileSync(join(root, path), "old");
    expect(await staleFiles(generated, root)).to.deep.equal([
      "a/b.txt: does not match the sources",
      "old.txt: nothing in the sources has this name any more",
    ]);
  });

  it("are fresh once they were written", async () => {
    writeFileSync(join(root, "old.txt"), "old");
    await refresh(generated, root);
    expect(readFileSync(join(root, "a/b.txt"), "utf8")).to.equal("new");
    expect(existsSync(join(root, "old.txt"))).to.equal(false);
    expect(await staleFiles(generated, root)).to.deep.equal([]);
  });
});
