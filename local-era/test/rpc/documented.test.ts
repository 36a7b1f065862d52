import { readFileSync } from "node:fs";
import { expect } from "chai";
import { FLAGS, UNSUPPORTED_FLAGS } from "../../src/cli/flags.ts";
import { methods } from "../../src/rpc/methods.ts";

const text = readFileSync(new URL("../../../docs/node.md", import.meta.url), "utf8");

/** Reads the first column of the tables in one chapter. */
function listed(chapter: string): string[] {
  const [, body] = new RegExp(`\n## ${chapter}\n(.*?)(?=\n## |$)`, "s").exec(text) ?? [];
  const rows = (body ?? "").split("\n").filter((line) => line.startsWith("| `"));
  return rows.flatMap((row) => [...row.split("|")[1]!.matchAll(/`([^`]+)`/g)].map(([, name]) => name!));
}

describe("docs/node.md", () => {
  it("lists every method of the node once", () => {
    expect(listed("Methods").sort()).to.deep.equal(Object.keys(methods).sort());
  });

  it("lists the flags there are, each once", () => {
    const names = FLAGS.flatMap((flag) => [flag.name, ...("aliases" in flag ? flag.aliases : [])]);
    const flags = names.map((name) => `--${name}`);
    const documented = listed("Flags");
    expect(documented.filter((flag) => flag.startsWith("--")).sort()).to.deep.equal(flags.sort());
    expect(documented.filter((flag) => UNSUPPORTED_FLAGS.has(flag.slice(2)))).to.deep.equal([]);
  });
});
