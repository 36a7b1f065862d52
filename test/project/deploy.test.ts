import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import hre from "hardhat";
import { addressesPath, readAddresses } from "../../scripts/suite/addresses-file";
import { assertWiring, missingContracts } from "../../scripts/suite/wiring";
import type { SuiteAddresses } from "../../scripts/suite/suite-addresses";
import { AAFactory__factory } from "../../typechain-types";
import { localProvider } from "../helpers/chain/local-chain";

describe("npx hardhat deploy-zksync", () => {
  const provider = localProvider();
  const projectRoot = hre.config.paths.root;
  const print = console.log;
  let folder: string;
  let printed: string[];

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "deploy-"));
    hre.config.paths.root = folder;
  });

  beforeEach(() => {
    printed = [];
    console.log = (line: string) => printed.push(line);
  });

  afterEach(() => {
    console.log = print;
  });

  after(async () => {
    hre.config.paths.root = projectRoot;
    await rm(folder, { recursive: true });
  });

  it("deploys a wired suite and records it under the published keys", async () => {
    const suite = await deploy();
    const proxyHash = await AAFactory__factory.connect(
      suite.accountFactory,
      provider,
    ).beaconProxyBytecodeHash();
    await assertWiring(provider, suite, proxyHash);
    expect(suite).to.include.all.keys(
      "beacon",
      "session",
      "passkey",
      "accountFactory",
      "accountPaymaster",
      "recovery",
    );
    expect(await missingContracts(provider, suite)).to.deep.equal([]);
    expect(await readdir(join(folder, "deployments"))).to.deep.equal(["260.json"]);
  });

  it("deploys nothing again, and reports what exists", async () => {
    const before = await recorded();
    const nonce = await deployerNonce();
    const after = await deploy();
    expect(after).to.deep.equal(before);
    expect(await deployerNonce()).to.equal(nonce);
    expect(printed.filter((line) => line.endsWith("(was there)"))).to.have.length(7);
  });

  it("reports a link that points elsewhere", async () => {
    const suite = await recorded();
    const swapped = { ...suite, passkey: suite.session };
    const outcome = await assertWiring(provider, swapped, "0x").catch((error: Error) => error.message);
    expect(outcome).to.contain("factory.passKeyModule is").and.to.contain(suite.passkey);
  });

  async function deploy(): Promise<SuiteAddresses> {
    await hre.run("deploy-zksync");
    return recorded();
  }

  async function recorded(): Promise<SuiteAddresses> {
    const addresses = await readAddresses(addressesPath(folder, 260n));
    if (!addresses) throw new Error("nothing was recorded");
    return addresses;
  }

  async function deployerNonce(): Promise<number> {
    return provider.getTransactionCount((await hre.deployer.getWallet()).address);
  }
});
