import { exec } from "node:child_process";
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect } from "chai";
import { securityHeaders } from "../../../auth-server/hosting/security-headers";
import { serveStaticSite } from "../../../scripts/sites/static-site";
import { documents, fencedBlocks, PROJECT_ROOT } from "../../helpers/project/documents";

const BLOCKS = documents()
  .filter(({ path }) => path === join("docs", "auth-server.md"))
  .flatMap(fencedBlocks);

/** Lines of the page that are commands. */
const COMMANDS = BLOCKS.filter(({ language }) => language === "sh").flatMap(({ code }) =>
  code.trim().split("\n"),
);

const ADDRESSES = Object.fromEntries(
  ["accountFactory", "passkey", "session", "recovery", "beacon", "accountImplementation"].map((name) => [
    name,
    `0x${"45".repeat(20)}`,
  ]),
);

interface ListedChain {
  readonly rpcUrl: string;
  readonly contracts: string;
}

describe("The commands for hosting an auth server", () => {
  let folder: string;
  let chains: ListedChain[];

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "auth-server-"));
    const list = BLOCKS.find(({ words }) => words.includes("chains"));
    chains = JSON.parse(list?.code ?? "[]") as ListedChain[];
    await mkdir(join(folder, "deployments"));
    await writeFile(join(folder, "chains.json"), JSON.stringify(chains));
    for (const { contracts } of chains) await writeFile(join(folder, contracts), JSON.stringify(ADDRESSES));
  });

  after(async () => {
    await rm(folder, { recursive: true });
  });

  /** Runs a command of the page, for a folder of this test's in the auth server's place. */
  const run = async (command: string, at: { folder: string; url?: string }): Promise<string> => {
    const [, script = ""] = /^npm run -w auth-server (\S+)/.exec(command) ?? [];
    const here: Readonly<Record<string, string>> = {
      build: `${command} -- --logLevel error --emptyOutDir --outDir ${at.folder}/dist`,
      hosting: `${command.replace("chains.json", `${folder}/chains.json`)} --folder ${at.folder}`,
      "hosting:check": `${command.replace("https://auth.example", at.url ?? "")} --folder ${at.folder}`,
    };
    if (!(script in here)) throw new Error(`no test runs this command: ${command}`);
    return (await promisify(exec)(here[script], { cwd: PROJECT_ROOT })).stdout;
  };

  it("build a page, make it ready for its chains, and find that it is served as it was built", async () => {
    const site = await serveStaticSite({
      folder: join(folder, "dist"),
      port: 0,
      headers: securityHeaders(chains.map(({ rpcUrl }) => rpcUrl)),
    });
    const outputs: string[] = [];
    try {
      for (const command of COMMANDS) outputs.push(await run(command, { folder, url: site.url }));
    } finally {
      await site.stop();
    }
    expect(outputs).to.have.length(3);
    expect(outputs.at(-1)).to.include("It is what was built here.");
  });

  it("build the same files each time, whose names below /assets/ have their content's hash", async () => {
    const again = join(folder, "again");
    await run(COMMANDS[0], { folder: again });
    const built = await readdir(join(again, "dist"), { recursive: true, withFileTypes: true });
    const files = built
      .filter((entry) => entry.isFile())
      .map(({ parentPath, name }) => join(parentPath, name));
    for (const file of files) {
      const first = await readFile(file.replace(again, folder));
      expect(first.equals(await readFile(file)), file).to.equal(true);
    }
    const names = await readdir(join(again, "dist/assets"));
    expect(names).to.not.have.length(0);
    expect(names.filter((name) => !/-[\w-]{8}\.\w+$/.test(name))).to.deep.equal([]);
  });
});
