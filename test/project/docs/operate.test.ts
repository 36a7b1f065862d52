import { readFileSync } from "node:fs";
import { expect } from "chai";
import hre from "hardhat";
import { documents, fencedBlocks } from "../../../scripts/documents/documents";
import { projectPath } from "../../../scripts/toolchain/toolchain";
import { useDeploymentFolder } from "../../helpers/project/deployment-folder";
import { withOtherBuild } from "../../helpers/project/other-build";

/** A task of Hardhat's with its arguments, as a command of the page asks for it. */
interface Command {
  readonly line: string;
  readonly task: string;
  readonly args: Readonly<Record<string, unknown>>;
}

const OWNER = "0xBC989fDe9e54cAd2aB4392Af6dF60f04873A033A";
const SCRIPTS = (
  JSON.parse(readFileSync(projectPath("package.json"), "utf8")) as { scripts: Record<string, string> }
).scripts;

describe("docs/operate.md", () => {
  const folder = useDeploymentFolder();

  it("gives commands that work in its order, on a chain in memory", async () => {
    const commands = commandsOfPage();
    expect(commands.map(({ task }) => task)).to.include.members([
      "deploy-zksync",
      "suite-upgrade",
      "suite-status",
    ]);
    for (const { task, args } of commands) {
      // What the page upgrades is another build by then.
      if (task === "suite-upgrade") await upgrade(args);
      // No explorer compiles what the embedded compiler makes; its own tests show what it would be asked.
      else if (task === "suite-verify")
        expect(await folder.refusal(task, args)).to.contain("has no block explorer");
      else await folder.run(task, args);
    }
    const { addresses, history } = await folder.record();
    expect(history.filter(({ key }) => key === "session").map(({ address }) => address)).to.include(
      addresses.session,
    );
    expect(history.filter(({ key }) => key === "accountImplementation")).to.have.length(2);
  });

  async function upgrade(args: Command["args"]): Promise<void> {
    const run = withOtherBuild("ERC7579Account", "NextAccount", () =>
      withOtherBuild("SessionKeyModule", "NextSessionKeyModule", () => folder.run("suite-upgrade", args)),
    );
    // What is left is for the owner that the page names, who is not the deploying wallet.
    await run.catch((error: Error) =>
      expect(error.message).to.match(/^Not complete yet: .* is for 0xBC98\w+ to send/),
    );
  }
});

/** Reads the commands of the page's blocks, with an address in place of each `0x…`. */
function commandsOfPage(): Command[] {
  const blocks = fencedBlocks(documents().find(({ path }) => path === "docs/operate.md")!).filter(
    ({ language }) => language === "sh",
  );
  return blocks
    .flatMap(({ code }) => code.trim().split("\n"))
    .filter((line) => !line.startsWith("export ") && line !== "npx hardhat compile")
    .map((line) => readCommand(line));
}

function readCommand(line: string): Command {
  const words = line.replace("0x…", OWNER).split(" ");
  const script = /^npm run (?:--silent )?(\S+) -- /.exec(line)?.[1];
  const task = script === undefined ? words[2]! : SCRIPTS[script]!.replace("hardhat ", "");
  const options = words.slice(script === undefined ? 3 : words.indexOf("--") + 1);
  expect(hre.tasks, line).to.have.property(task);
  return { line, task, args: readOptions(options) };
}

function readOptions(words: readonly string[]): Record<string, unknown> {
  const args: Record<string, unknown> = {};
  for (const [i, word] of words.entries()) {
    if (!word.startsWith("--")) continue;
    const name = word.slice(2).replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
    const next = words[i + 1];
    args[name] = next === undefined || next.startsWith("--") ? true : next;
  }
  // The tests' chain is not the page's.
  expect(hre.config.networks).to.have.property(args.network as string);
  delete args.network;
  return args;
}
