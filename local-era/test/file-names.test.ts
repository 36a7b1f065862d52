import { expect } from "chai";
import { readdirSync } from "node:fs";
import { basename } from "node:path";
import { fileURLToPath } from "node:url";

const SOURCES = fileURLToPath(new URL("../src", import.meta.url));

describe("The node's source files", () => {
  it("no two files of local-era/src share a name, so that a name in a stack trace or an editor is unambiguous", () => {
    const names = readdirSync(SOURCES, { recursive: true, encoding: "utf8" })
      .filter((path) => /\.c?ts$|\.cjs$/.test(path))
      .map((path) => basename(path));
    expect(names).to.have.length.above(100);
    expect(names.filter((name, i) => names.indexOf(name) !== i)).to.deep.equal([]);
  });
});
