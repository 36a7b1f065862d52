import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { computeAddress, Mnemonic } from "ethers";
import { expect } from "chai";
import { EXECUTABLE, RunningNode } from "../rpc/running-node.ts";

interface ConfigFile {
  readonly available_accounts: readonly string[];
  readonly private_keys: readonly string[];
  readonly wallet: { readonly derivation_path: string; readonly mnemonic: string };
  readonly endpoints: readonly string[];
}

describe("The file of --config-out", function () {
  this.timeout(30_000);
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "local-era-config-"));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it("has the accounts, their keys and phrase, the settings and where the node listens", async () => {
    const path = join(folder, "config.json");
    const flags = [`--config-out=${path}`, "--mnemonic-random=15", "--accounts=2", "--chain-id=9"];
    await RunningNode.with(flags, (node) => {
      const config = JSON.parse(readFileSync(path, "utf8")) as ConfigFile;
      expect(config).to.deep.include({
        chain_id: "9",
        base_fee: "45250000",
        gas_price: "45250000",
        genesis_timestamp: "1000",
        endpoints: [node.url],
      });
      expect(config.wallet.derivation_path).to.equal("m/44'/60'/0'/0/");
      expect(Mnemonic.isValidMnemonic(config.wallet.mnemonic)).to.equal(true);
      const addresses = config.private_keys.map((key) => computeAddress(key).toLowerCase());
      expect(addresses).to.have.length(2).and.to.deep.equal(config.available_accounts);
      for (const shown of [config.wallet.mnemonic, ...config.private_keys])
        expect(node.banner).to.contain(shown);
      return Promise.resolve();
    });
  });

  it("is named when it cannot be written, and the node ends with status 1", () => {
    const path = join(folder, "missing", "config.json");
    const options = { encoding: "utf8", timeout: 20_000 } as const;
    const { status, stderr } = spawnSync(EXECUTABLE, ["--port=0", `--config-out=${path}`], options);
    expect([
      status,
      stderr.startsWith(`error: the settings cannot be written to ${path}: ENOENT`),
    ]).to.deep.equal([1, true]);
  });
});
