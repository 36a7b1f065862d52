import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { stripVTControlCharacters } from "node:util";
import { expect } from "chai";
import { ESLint } from "eslint";
import { getFileInfo } from "prettier";
import { headingSlug } from "../../../site/src/heading-slug";
import { withoutStyle } from "../../../site/src/inline-pictures";
import { destination } from "../../../site/src/repository-links";
import { sidebar } from "../../../site/src/sidebar";
import { documents } from "../../../scripts/documents/documents";
import { freePort } from "../../../scripts/toolchain/free-port";
import { projectPath } from "../../../scripts/toolchain/toolchain";

describe("The documentation's site", () => {
  it("has every page in its sidebar, once, and nothing else", () => {
    const links = sidebar().flatMap(({ items }) => items.map(({ link }) => link));
    const pages = documents(["docs", "docs/sdk", "docs/sdk-reference", "docs/contracts"]).map(({ path }) =>
      path.replace(/^docs/, "").replace(/(\/)(?:README|index)\.md$|\.md$/, "$1"),
    );
    expect([...links].sort()).to.deep.equal([...pages].sort());
  });

  it("leads from page to page, and to the page that shows a file from outside of docs/", () => {
    expect(destination("docs/account.md", "recovery.md#steps", undefined)).to.equal("/recovery.md#steps");
    expect(destination("docs/account.md", "sdk/README.md", undefined)).to.equal("/sdk/");
    expect(destination("docs/sdk/errors.md", "../account.md", undefined)).to.equal("/account.md");
    expect(destination("docs/security.md", "../SECURITY.md", undefined)).to.equal("/reporting");
    expect(destination("docs/contributing.md", "docs/testing.md", undefined)).to.equal("/testing.md");
  });

  it("leads to files of the repository where it is hosted, and nowhere if that is not known", () => {
    const host = "https://host.example/project/blob/main";
    const file = "../contracts/AAFactory.sol";
    expect(destination("docs/account.md", file, host)).to.equal(`${host}/contracts/AAFactory.sol`);
    expect(destination("docs/account.md", file, undefined)).to.equal(undefined);
  });

  it("leaves a link to nothing as it is, for the build to fail", () => {
    expect(destination("docs/account.md", "nothing.md", undefined)).to.equal("nothing.md");
  });

  it("gives headings the anchors that hosts of repositories give them", () => {
    expect(headingSlug("The account's code")).to.equal("the-accounts-code");
    expect(headingSlug("r, s and the key")).to.equal("r-s-and-the-key");
  });

  it("draws pictures in its own look: without their style sheets, on one line", () => {
    const drawing = "<svg>\n  <style>\n    text { fill: red }\n  </style>\n  <text>a</text>\n</svg>\n";
    expect(withoutStyle(drawing)).to.equal("<svg> <text>a</text> </svg> ");
  });

  it("is built in a folder that no check reads, since checks run beside the build", async () => {
    const half = projectPath("site/.vitepress/.temp/page.js");
    expect(await new ESLint({ cwd: projectPath(".") }).isPathIgnored(half)).to.equal(true);
    const ignorePath = projectPath(".gitignore");
    expect(await getFileInfo(half, { ignorePath })).to.include({ ignored: true });
  });

  describe("while it is written", () => {
    let server: ChildProcess;

    afterEach(async () => {
      if (server.exitCode !== null) return;
      process.kill(-server.pid!, "SIGTERM");
      await once(server, "close");
    });

    it("is served by npm run docs, at the port that is asked for", async () => {
      const port = await freePort();
      server = serve(port);
      await untilServed(server);
      const page = await fetch(`http://localhost:${port}/account.md?import`);
      expect(await page.text()).to.contain("How a transaction travels");
    });
  });
});

/** Starts the site's server, as on the host of a CI, where programs print in colours. */
function serve(port: number): ChildProcess {
  return spawn("npm", ["run", "docs", "--", "--port", String(port), "--strictPort"], {
    cwd: projectPath("."),
    env: { ...process.env, CI: "true" },
    // A group of its own, as npm leaves what it has started when it is ended.
    detached: true,
  });
}

async function untilServed(server: ChildProcess): Promise<void> {
  let output = "";
  await new Promise<void>((resolve, reject) => {
    for (const stream of [server.stdout!, server.stderr!])
      stream.on("data", (chunk: Buffer) => {
        output += chunk.toString();
        if (stripVTControlCharacters(output).includes("Local: ")) resolve();
      });
    server.once("close", () => reject(new Error(output)));
  });
}
