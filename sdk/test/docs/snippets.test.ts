import { spawnSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { expect } from "chai";

const SDK = fileURLToPath(new URL("../../", import.meta.url));
const DOCS = join(SDK, "../docs/sdk");
const TSC = join(SDK, "../node_modules/typescript/bin/tsc");

/** The blocks of TypeScript in the pages about the SDK: each is a program of its own. */
const snippets = readdirSync(DOCS)
  .filter((name) => name.endsWith(".md"))
  .flatMap((page) =>
    [...readFileSync(join(DOCS, page), "utf8").matchAll(/^```ts\n(.*?)^```$/gms)].map(([, code = ""], i) => ({
      name: `${page.replace(".md", "")}-${i + 1}.ts`,
      code,
    })),
  );

describe("Snippets of the SDK's documentation", () => {
  const folder = join(SDK, `.snippets-${process.pid}`);

  before(() => {
    mkdirSync(folder);
    for (const { name, code } of snippets) writeFileSync(join(folder, name), code);
    const config = {
      extends: "../tsconfig.json",
      compilerOptions: { paths: { "@zksync-sso/sdk/*": ["../src/*/index.ts"] } },
      include: ["*.ts"],
    };
    writeFileSync(join(folder, "tsconfig.json"), JSON.stringify(config));
  });

  after(() => {
    rmSync(folder, { recursive: true });
  });

  it("compile", function () {
    this.timeout(120_000);
    expect(snippets.length).to.be.greaterThan(5);
    const { status, stdout } = spawnSync(process.execPath, [TSC, "-p", folder], { encoding: "utf8" });
    expect(status, stdout).to.equal(0);
  });

  for (const { name } of snippets) {
    it(`run: ${name}`, async () => {
      const { log } = console;
      let printed = "";
      console.log = (...values: unknown[]) => (printed += values.map(String).join(" "));
      try {
        await import(pathToFileURL(join(folder, name)).href);
      } finally {
        console.log = log;
      }
      // A block that prints nothing only shows types, or a policy.
      const code = snippets.find((each) => each.name === name)?.code ?? "";
      if (code.includes("console.log")) expect(printed).to.not.equal("");
    });
  }
});
