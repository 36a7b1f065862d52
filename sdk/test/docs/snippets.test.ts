import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { expect } from "chai";
import { openPage } from "../helpers/browser-page.js";
import { startLocalChain, type LocalChain } from "../helpers/local-chain.js";
import { documentedSnippets } from "../helpers/snippets.js";
import { SoftwareAuthenticator } from "../helpers/software-authenticator.js";

const SDK = fileURLToPath(new URL("../../", import.meta.url));
/** The chain's URL in the pages (`npm start`), and the page that their code runs in. */
const [NODE, PAGE] = ["http://127.0.0.1:8011", "https://auth.example"];

const snippets = documentedSnippets();

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
  });

  after(async () => {
    rmSync(folder, { recursive: true, force: true });
    closePage();
    await chain.stop();
  });

  it("are there", () => {
    expect(snippets.length).to.be.greaterThan(5);
  });

  // A component is only compiled, as it needs a page: `npm run check:types` compiles all of them, as an app does.
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
