import { expect } from "chai";
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, sep } from "node:path";
import { pathToFileURL } from "node:url";
import { load } from "../../launch/load.mjs";

const PROGRAM = `
  import { two } from "./two.ts";
  export const three: number = two + 1;
  export const place = (): string => import.meta.url;
  export const seven = async (): Promise<number> => (await import("./seven.ts")).seven;`;

describe("a program of the package", function () {
  this.timeout(60_000);
  let folder: string;

  beforeEach(() => {
    folder = realpathSync(mkdtempSync(join(tmpdir(), "launch #")));
    mkdirSync(join(folder, "src"));
    write("src/main.ts", PROGRAM);
    write("src/two.ts", "export const two: number = 2;");
    write("src/seven.ts", "export const seven: number = 7;");
    // A file that is newer than the moment a script is begun is not one that may be kept.
    waitForNextTick();
  });

  afterEach(() => rmSync(folder, { recursive: true }));

  it("is loaded, with what it loads later, and knows where its modules are", async () => {
    for (let start = 0; start < 2; start++) {
      const program = await loaded();
      expect(program.three).to.equal(3);
      expect(await (program.seven as () => Promise<number>)()).to.equal(7);
      expect((program.place as () => string)()).to.equal(pathToFileURL(join(folder, "src/main.ts")).href);
    }
  });

  it("is kept as one script while no file of it changes", async () => {
    await loaded();
    const made = statSync(kept()).ctimeMs;
    await loaded();
    expect(statSync(kept()).ctimeMs).to.equal(made);
  });

  it("is made again when a file of it has changed, though not in size", async () => {
    expect((await loaded()).three).to.equal(3);
    write("src/two.ts", "export const two: number = 4;");
    expect((await loaded()).three).to.equal(5);
  });

  it("is made again when a file of it is gone", async () => {
    await loaded();
    rmSync(join(folder, "src/two.ts"));
    const problem = await loaded().catch((error: Error) => error.message);
    expect(problem).to.contain("two.ts");
  });

  it("is made again when it was kept badly", async () => {
    await loaded();
    writeFileSync(kept(), "{");
    expect((await loaded()).three).to.equal(3);
    rmSync(scriptOf(readFileSync(kept(), "utf8")));
    expect((await loaded()).three).to.equal(3);
  });

  it("is made again for another version of Node, whose compiled code this one would not take", async () => {
    await loaded();
    const current = readFileSync(kept(), "utf8");
    expect(current).to.contain(`"${process.version} `);
    writeFileSync(kept(), current.replace(process.version, "v20.0.0"));
    await loaded();
    expect(readFileSync(kept(), "utf8")).to.equal(current);
  });

  it("finds packages that are not in the script where this package does", async () => {
    write(
      "src/two.ts",
      'import { privateKeyVerify } from "secp256k1"; export const two = privateKeyVerify.length;',
    );
    expect((await loaded()).three).to.equal(2);
  });

  it("is loaded where nothing can be kept", async () => {
    write("node_modules", "no folder");
    expect((await loaded()).three).to.equal(3);
  });

  function loaded(): Promise<Record<string, unknown>> {
    return load("src/main.ts", { home: pathToFileURL(folder + sep), later: ["src/seven.ts"] });
  }

  function write(file: string, text: string): void {
    writeFileSync(join(folder, file), text);
  }

  function kept(): string {
    return join(folder, "node_modules/.cache/launch/src-main.ts/current.json");
  }

  function scriptOf(current: string): string {
    const { key } = JSON.parse(current) as { key: string };
    return join(kept(), "..", `${key}.cjs`);
  }

  function waitForNextTick(): void {
    const written = statSync(join(folder, "src/seven.ts")).ctimeMs;
    while (Date.now() <= written);
  }
});
