import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect } from "chai";
import { packageIn, projectWithPackage } from "../helpers/built-package.js";

const SDK = fileURLToPath(new URL("../../", import.meta.url));

interface Manifest {
  exports: Record<string, string | { types: string; default: string }>;
}

/**
 * The package as it is published, in its own project beside its dependencies and peers; `npm run check:types` has its
 * types.
 */
describe("The built package", () => {
  let project: string;
  let paths: string[];

  before(function () {
    this.timeout(120_000);
    project = projectWithPackage("code");
    const { exports } = JSON.parse(readFileSync(join(SDK, "package.json"), "utf8")) as Manifest;
    paths = Object.entries(exports).flatMap(([path, target]) =>
      typeof target === "string" ? [] : [path.slice(1)],
    );
  });

  it("holds what its exports name, as npm packs it", () => {
    const args = ["pack", "--dry-run", "--json", "--ignore-scripts"];
    const [packed] = JSON.parse(execFileSync("npm", args, { cwd: packageIn(project), encoding: "utf8" })) as [
      { files: { path: string }[] },
    ];
    const held = packed.files.map(({ path }) => path);
    const { exports } = JSON.parse(readFileSync(join(SDK, "package.json"), "utf8")) as Manifest;
    const named = Object.values(exports)
      .map((target) => (typeof target === "string" ? target : target.default))
      .filter((target) => !target.includes("*"))
      .map((target) => target.replace("./", ""));
    expect(named).to.include("dist/index.js");
    expect(held).to.include.members(named);
  });

  it("can be imported by every path of its exports in a plain Node project", () => {
    const program = paths.map(
      (path) => `console.log(String(Object.keys(await import("@zksync-sso/sdk${path}")).length > 0))`,
    );
    const output = execFileSync(process.execPath, ["--input-type=module", "-e", program.join(";")], {
      cwd: project,
    });
    expect(output.toString().trim().split("\n")).to.deep.equal(paths.map(() => "true"));
  });
});
