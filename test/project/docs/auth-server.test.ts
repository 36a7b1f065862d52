import { exec } from "node:child_process";
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect } from "chai";
import hre from "hardhat";
import { securityHeaders } from "../../../auth-server/hosting/security-headers";
import { serveStaticSite } from "../../../scripts/sites/static-site";
import { documents, fencedBlocks, PROJECT_ROOT } from "../../../scripts/documents/documents";

const BLOCKS = documents()
  .filter(({ path }) => path === join("docs", "auth-server.md"))
  .flatMap(fencedBlocks);

/** Lines of the page that are commands. */
const LINES = BLOCKS.filter(({ language }) => language === "sh").flatMap(({ code }) =>
  code.trim().split("\n"),
);
/** Those that are about the page; the others deploy to chains. */
const COMMANDS = LINES.filter((line) => !/^(export \w+=|npx hardhat (compile$|deploy-zksync ))/.test(line));
/** The page's lists of chains: one for people, and one for the machine that it is read on. */
const LISTS = BLOCKS.filter(({ words }) => words.includes("chains")).map(
  ({ code }) => JSON.parse(code) as ListedChain[],
);

const ADDRESSES = Object.fromEntries(
  ["accountFactory", "passkey", "session", "recovery", "beacon", "accountImplementation"].map((name) => [
    name,
    `0x${"45".repeat(20)}`,
  ]),
);

interface ListedChain {
  readonly id: number;
  readonly rpcUrl: string;
  readonly contracts: string;
}

describe("The commands for hosting an auth server", () => {
  let folder: string;
  const [chains = []] = LISTS;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "auth-server-"));
    await mkdir(join(folder, "deployments"));
    await writeFile(join(folder, "chains.json"), JSON.stringify(chains));
    for (const { contracts } of LISTS.flat())
      await writeFile(join(folder, contracts), JSON.stringify(ADDRESSES));
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
    const line = here[script];
    if (line === undefined) throw new Error(`no test runs this command: ${command}`);
    return (await promisify(exec)(line, { cwd: PROJECT_ROOT })).stdout;
  };

  it("deploy to the chains of the list, before anything reads the resulting addresses", () => {
    const first = LINES.indexOf(COMMANDS[0]!);
    const deploying = LINES.filter((line) => line.startsWith("npx hardhat deploy-zksync"));
    expect(deploying.every((line) => LINES.indexOf(line) < first)).to.equal(true);
    const urls = deploying.map((line) => {
      const network = hre.config.networks[/--network (\w+)\b/.exec(line)?.[1] ?? ""];
      return network && "url" in network ? network.url : undefined;
    });
    expect(urls).to.deep.equal(chains.map(({ rpcUrl }) => rpcUrl));
    expect(LISTS.flat().map(({ contracts }) => contracts)).to.deep.equal(
      LISTS.flat().map(({ id }) => `deployments/${id}.json`),
    );
  });

  it("build a page, prepare it for its chains, and find that it is served as it was built", async () => {
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

  it("prepare the same page for the chain of npm start", async () => {
    const local = LISTS.at(-1);
    await writeFile(join(folder, "chains.json"), JSON.stringify(local));
    await run(COMMANDS[1]!, { folder });
    const written = JSON.parse(await readFile(join(folder, "dist/chains.json"), "utf8")) as ListedChain[];
    expect(written.map(({ id, rpcUrl }) => ({ id, rpcUrl }))).to.deep.equal([
      { id: 260, rpcUrl: local?.[0]?.rpcUrl },
    ]);
  });

  it("build the same files each time, whose names below /assets/ have their content's hash", async () => {
    const again = join(folder, "again");
    await run(COMMANDS[0]!, { folder: again });
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
