import { expect } from "chai";
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { program } from "../../launch/program.mjs";

const FILE = fileURLToPath(new URL("../../launch/program.mjs", import.meta.url));

describe("a program of the package, as its executables load it", function () {
  this.timeout(60_000);
  let folder: string;

  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), "program "))));
  afterEach(() => rmSync(folder, { recursive: true }));

  it("comes from its sources in the repository", async () => {
    const { run } = await program("src/zksolc/cli.ts");
    expect(run).to.be.a("function");
  });

  it("comes from what was built of them in the published package, which has no loader", async () => {
    mkdirSync(join(folder, "launch"));
    mkdirSync(join(folder, "dist/cli"), { recursive: true });
    cpSync(FILE, join(folder, "launch/program.mjs"));
    writeFileSync(join(folder, "package.json"), '{ "type": "module" }');
    writeFileSync(join(folder, "dist/cli/main.js"), "export const main = () => 7;");
    const url = pathToFileURL(join(folder, "launch/program.mjs")).href;
    const published = (await import(url)) as { readonly program: typeof program };
    const { main } = await published.program("src/cli/main.ts", { later: ["src/cli/start.ts"] });
    expect((main as () => number)()).to.equal(7);
  });
});
