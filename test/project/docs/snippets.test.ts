import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { writeRecord } from "../../../scripts/suite/deployment-record";
import { deployPaymaster } from "../../../scripts/suite/deploy-suite";
import {
  documents,
  fencedBlocks,
  PROJECT_ROOT,
  type FencedBlock,
} from "../../../scripts/documents/documents";
import { fundedWallet, localProvider, localUrl } from "../../helpers/chain/local-chain";
import { deploySuite, walletDeployer } from "../../helpers/accounts/suite";

/** Blocks marked `ts run` are programs in the project's root, for a node that `npm start` left running. */
const snippets = documents()
  .flatMap(fencedBlocks)
  .filter(({ language, words }) => language === "ts" && words.includes("run"));

describe("Snippets in the documentation", () => {
  let folder: string;
  let addressesFile: string;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "snippets-"));
    addressesFile = join(folder, "addresses.json");
    const wallet = await fundedWallet(localProvider());
    const { addresses } = await deploySuite(wallet);
    const accountPaymaster = await deployPaymaster(walletDeployer(wallet), addresses, wallet.address);
    await writeRecord(addressesFile, {
      addresses: { ...addresses, accountPaymaster },
      history: [],
      inMemory: true,
    });
  });

  after(async () => {
    await rm(folder, { recursive: true });
  });

  it("exist", () => {
    expect(snippets).to.not.have.length(0);
  });

  snippets.forEach((snippet, i) => {
    it(`run: number ${i + 1}, in ${snippet.path}`, async () => {
      const { code, output } = await run(snippet, i);
      expect(code, output).to.equal(0);
      expect(output).to.not.equal("");
    });
  });

  /**
   * Runs a snippet from the project's root with this test's node and suite in place of those of `npm start`.
   */
  async function run({ code }: FencedBlock, number: number): Promise<{ code: number; output: string }> {
    const here = code
      .replaceAll("http://127.0.0.1:8011", localUrl())
      .replaceAll("./deployments/260.json", addressesFile);
    const program = join(PROJECT_ROOT, `.snippet-${process.pid}-${number}.ts`);
    await writeFile(program, here);
    try {
      const child = spawn(process.execPath, ["--import", "tsx", program], { cwd: PROJECT_ROOT });
      let output = "";
      child.stdout.on("data", (chunk: Buffer) => (output += chunk.toString()));
      child.stderr.on("data", (chunk: Buffer) => (output += chunk.toString()));
      const [exitCode] = (await once(child, "close")) as [number];
      return { code: exitCode, output };
    } finally {
      await rm(program);
    }
  }
});
