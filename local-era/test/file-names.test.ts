import { expect } from "chai";
import { readdirSync } from "node:fs";
import { basename } from "node:path";
import { fileURLToPath } from "node:url";

const SOURCES = fileURLToPath(new URL("../src", import.meta.url));

describe("The node's source files", () => {
  it("have a name each, so that a name found in a stack trace or an editor is one file", () => {
    const names = readdirSync(SOURCES, { recursive: true, encoding: "utf8" })
      .filter((path) => /\.c?ts$|\.cjs$/.test(path))
      .map((path) => basename(path));
    expect(names).to.have.length.above(100);
    expect(names.filter((name, i) => names.indexOf(name) !== i)).to.deep.equal([]);
  });
});
