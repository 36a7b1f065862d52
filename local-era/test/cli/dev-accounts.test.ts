import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { expect } from "chai";
import { computeAddress, HDNodeWallet } from "ethers";
import { deriveAccounts } from "../../src/cli/derive-accounts.ts";
import {
  DEFAULT_ACCOUNTS,
  DEFAULT_DERIVATION_PATH,
  DEFAULT_MNEMONIC,
  PLUGIN_ACCOUNTS,
} from "../../src/cli/dev-accounts.ts";
import { UsageError } from "../../src/primitives/usage-error.ts";

const require = createRequire(import.meta.url);
const DEFAULTS = { mnemonic: DEFAULT_MNEMONIC, derivationPath: DEFAULT_DERIVATION_PATH, count: 10 };
const OTHER_MNEMONIC = "legal winner thank year wave sausage worth useful legal winner thank yellow";

function withEthers(mnemonic: string, path: string, count: number) {
  return Array.from({ length: count }, (_, index) => {
    const wallet = HDNodeWallet.fromPhrase(mnemonic, undefined, `${path}${index}`);
    return { address: wallet.address.toLowerCase(), privateKey: wallet.privateKey };
  });
}

/** Reads the keys in a plugin's rich-wallet list. */
function pluginKeys(plugin: string): string[] {
  const root = dirname(require.resolve(`${plugin}/package.json`));
  const list = readFileSync(join(root, "src/rich-wallets.ts"), "utf8");
  return [...list.matchAll(/privateKey: '(0x[0-9a-f]{64})'/g)].map(([, key]) => key!);
}

describe("Development accounts", () => {
  it("written out in the source are the first ten of the default phrase", () => {
    expect(DEFAULT_ACCOUNTS).to.deep.equal(withEthers(DEFAULT_MNEMONIC, DEFAULT_DERIVATION_PATH, 10));
  });

  it("include every account that the Hardhat plugins sign with", () => {
    const keys = [
      ...pluginKeys("@matterlabs/hardhat-zksync-deploy"),
      ...pluginKeys("@matterlabs/hardhat-zksync-ethers"),
    ];
    expect(keys).to.have.length(30);
    const addresses = new Set(keys.map((key) => computeAddress(key).toLowerCase()));
    expect(new Set(PLUGIN_ACCOUNTS)).to.deep.equal(addresses);
  });

  it("are as many as asked for", async () => {
    const three = await deriveAccounts({ ...DEFAULTS, count: 3 });
    expect(three).to.deep.equal({ mnemonic: DEFAULT_MNEMONIC, accounts: DEFAULT_ACCOUNTS.slice(0, 3) });
    const twelve = await deriveAccounts({ ...DEFAULTS, count: 12 });
    expect(twelve.accounts).to.deep.equal(withEthers(DEFAULT_MNEMONIC, DEFAULT_DERIVATION_PATH, 12));
  });

  it("of another phrase and path are those that ethers derives", async () => {
    const source = { mnemonic: OTHER_MNEMONIC, derivationPath: "m/44'/60'/1'/0/", count: 2 };
    const { accounts } = await deriveAccounts(source);
    expect(accounts).to.deep.equal(withEthers(OTHER_MNEMONIC, source.derivationPath, 2));
  });

  it("come from a new phrase each time when a random one is asked for, of as many words", async () => {
    for (const randomWords of [12, 15, 18, 21, 24]) {
      const source = { ...DEFAULTS, mnemonic: undefined, randomWords, count: 1 };
      const [first, second] = [await deriveAccounts(source), await deriveAccounts(source)];
      expect(first.mnemonic.split(" ")).to.have.length(randomWords);
      expect(first.mnemonic).to.not.equal(second.mnemonic);
      expect(first.accounts).to.deep.equal(withEthers(first.mnemonic, DEFAULT_DERIVATION_PATH, 1));
    }
  });

  const refused: [what: string, source: object, message: string][] = [
    [
      "a phrase with a wrong checksum",
      { mnemonic: "test ".repeat(12).trim() },
      "--mnemonic is not a BIP-39 phrase",
    ],
    ["an invalid path", { derivationPath: "44'/60'" }, "--derivation-path is not a BIP-32 path"],
  ];
  for (const [what, source, message] of refused) {
    it(`are refused for ${what}`, async () => {
      const error = await deriveAccounts({ ...DEFAULTS, ...source }).catch((reason: unknown) => reason);
      expect(error).to.be.instanceOf(UsageError).with.property("message").that.contains(message);
    });
  }
});
