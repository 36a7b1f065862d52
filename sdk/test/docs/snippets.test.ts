import { spawnSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { expect } from "chai";
import { builtPackage } from "../helpers/built-package.js";
import { openPage } from "../helpers/browser-page.js";
import { startLocalChain, type LocalChain } from "../helpers/local-chain.js";
import { SoftwareAuthenticator } from "../helpers/software-authenticator.js";

const SDK = fileURLToPath(new URL("../../", import.meta.url));
const DOCS = join(SDK, "../docs/sdk");
/** The chain's URL in the pages (`npm start`), and the page that their code runs in. */
const [NODE, PAGE] = ["http://127.0.0.1:8011", "https://auth.example"];
const TSC = join(SDK, "../node_modules/typescript/bin/tsc");

/**
 * The TypeScript blocks of the pages about the SDK: each is a program of its own, or begins with the name of
 * the file that others import it as.
 */
const snippets = readdirSync(DOCS)
  .filter((name) => name.endsWith(".md"))
  .flatMap((page) =>
    [...readFileSync(join(DOCS, page), "utf8").matchAll(/^```(tsx?)\n(.*?)^```$/gms)].map(
      ([, ending = "", code = ""], i) => ({
        name: /^\/\/ ([\w/]+\.m?tsx?)\n/.exec(code)?.[1] ?? `${page.replace(".md", "")}-${i + 1}.${ending}`,
        code,
      }),
    ),
  );

describe("Snippets in the SDK's documentation", () => {
  const folder = join(SDK, `.snippets-${process.pid}`);

  let chain: LocalChain;
  let closePage: () => void;

  before(async () => {
    chain = await startLocalChain();
    closePage = openPage(PAGE, new SoftwareAuthenticator({ origin: PAGE }));
    for (const each of ["deployments", "src"]) mkdirSync(join(folder, each), { recursive: true });
    writeFileSync(join(folder, "deployments/260.json"), JSON.stringify(chain.contracts));
    for (const { name, code } of snippets)
      writeFileSync(join(folder, name), code.replaceAll(NODE, chain.url));
    const config = {
      extends: "../tsconfig.json",
      compilerOptions: {
        jsx: "react-jsx",
        allowImportingTsExtensions: true,
        paths: { "@zksync-sso/sdk": ["../src/index.ts"], "@zksync-sso/sdk/*": ["../src/*/index.ts"] },
      },
      include: ["**/*.ts", "**/*.mts", "**/*.tsx"],
    };
    writeFileSync(join(folder, "tsconfig.json"), JSON.stringify(config));
  });

  after(async () => {
    rmSync(folder, { recursive: true, force: true });
    closePage();
    await chain.stop();
  });

  it("compile", function () {
    this.timeout(600_000);
    expect(snippets.length).to.be.greaterThan(5);
    // With the package's types, as in an app; they run with its sources.
    const types = join(builtPackage(), "dist");
    const paths = {
      "@zksync-sso/sdk": [`${types}/index.d.ts`],
      "@zksync-sso/sdk/*": [`${types}/*/index.d.ts`],
    };
    const config = { extends: "./tsconfig.json", compilerOptions: { paths } };
    const file = join(folder, "tsconfig.types.json");
    writeFileSync(file, JSON.stringify(config));
    const { status, stdout } = spawnSync(process.execPath, [TSC, "-p", file], { encoding: "utf8" });
    expect(status, stdout).to.equal(0);
  });

  // A component is only compiled, as it needs a page.
  for (const { name } of snippets.filter((each) => !each.name.endsWith(".tsx"))) {
    it(`run: ${name}`, async function () {
      this.timeout(60_000);
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
