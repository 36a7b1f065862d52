import { execFile } from "node:child_process";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";

const ADDRESS = "0x45E6dC995113fd3d1A3b1964493105B9AA9a9A42";

/** What deployment writes. */
export const CONTRACTS = {
  accountFactory: ADDRESS,
  passkey: ADDRESS,
  session: ADDRESS,
  recovery: ADDRESS,
  beacon: ADDRESS,
  accountImplementation: ADDRESS,
};

/** Two chains, one of which has its addresses in a separate file. */
export const CHAINS = [
  { id: 260, name: "One", rpcUrl: "http://127.0.0.1:8011", contracts: CONTRACTS },
  { id: 300, name: "Other", rpcUrl: "https://rpc.example:8443/v1?key=1", contracts: "deployments/300.json" },
];

/** A minimal version of what a bundler writes. */
const BUILT = {
  "dist/index.html": "<title>page</title>",
  "dist/icon.svg": "<svg/>",
  "dist/assets/index-B2x_9-aQ.js": "export {}",
};

/** How a program ended. */
export interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** A built page in its own folder. */
export class BuiltPage {
  readonly folder: string;

  private constructor(folder: string) {
    this.folder = folder;
  }

  static async write(): Promise<BuiltPage> {
    const page = new BuiltPage(await mkdtemp(join(tmpdir(), "hosting-")));
    for (const [path, text] of Object.entries(BUILT)) await page.put(path, text);
    await page.put("deployments/300.json", JSON.stringify(CONTRACTS));
    await page.put("chains.json", JSON.stringify(CHAINS));
    return page;
  }

  async put(path: string, text: string): Promise<void> {
    await mkdir(dirname(join(this.folder, path)), { recursive: true });
    await writeFile(join(this.folder, path), text);
  }

  /** Runs one of the programs of `hosting/` for it, in its folder. */
  run(program: string, ...args: readonly string[]): Promise<Ended> {
    const path = resolve(import.meta.dirname, `../../hosting/${program}.ts`);
    const env = { ...process.env, INIT_CWD: this.folder };
    return new Promise((ended) => {
      execFile(process.execPath, ["--import", "tsx", path, ...args], { env }, (error, stdout, stderr) => {
        ended({ code: error ? Number(error.code) : 0, stdout, stderr });
      });
    });
  }

  async remove(): Promise<void> {
    await rm(this.folder, { recursive: true });
  }
}
