import { readdir } from "node:fs/promises";
import { dirname } from "node:path";
import { expect } from "chai";
import { getAddress, parseEther, ZeroAddress } from "ethers";
import hre from "hardhat";
import { Wallet } from "zksync-ethers";
import { bytecodeHashOf } from "../../../scripts/suite/create2";
import { writeRecord } from "../../../scripts/suite/deployment-record";
import { SUITE_CONTRACTS } from "../../../scripts/suite/suite-contracts";
import { assertWiring, missingContracts } from "../../../scripts/suite/wiring";
import { AccountBeacon__factory, SsoPaymaster__factory } from "../../../typechain-types";
import { localProvider } from "../../helpers/chain/local-chain";
import { useDeploymentFolder } from "../../helpers/project/deployment-folder";
import { withOtherBuild } from "../../helpers/project/other-build";

const TASK = "deploy-zksync";
const SOMEBODY = getAddress("0x00000000000000000000000000000000deadbeef");

const { deployerAccounts } = hre.config;

describe("npx hardhat deploy-zksync", () => {
  const provider = localProvider();
  const folder = useDeploymentFolder();

  afterEach(() => {
    deployerAccounts[hre.network.name] = 0;
  });

  it("deploys a wired suite and records it under the published keys", async () => {
    await folder.run(TASK);
    const { addresses, history } = await folder.record();
    await assertWiring(provider, addresses, await bytecodeHashOf(hre, "AccountProxy"));
    expect(addresses).to.have.all.keys(SUITE_CONTRACTS.map(({ key }) => key));
    expect(await missingContracts(provider, addresses)).to.deep.equal([]);
    expect(history.map(({ key }) => key)).to.have.members(Object.keys(addresses));
    for (const { contract, bytecodeHash, transaction } of history) {
      expect(bytecodeHash).to.equal(await bytecodeHashOf(hre, contract));
      expect(await provider.getTransactionReceipt(transaction!)).to.include({ status: 1 });
    }
    expect(await readdir(dirname(folder.path))).to.deep.equal(["260.json"]);
    expect(await provider.getBalance(addresses.accountPaymaster!)).to.equal(parseEther("10"));
  });

  it("deploys to the same addresses whoever deploys, for the same owner", async () => {
    await folder.run(TASK, { owner: SOMEBODY, dryRun: true });
    const planned = addressesIn(folder.printed);
    deployerAccounts[hre.network.name] = 1;
    await folder.run(TASK, { owner: SOMEBODY });
    expect(Object.values((await folder.record()).addresses)).to.have.members(planned);
  });

  it("gives beacon and paymaster to the owner that is named", async () => {
    await folder.run(TASK, { owner: SOMEBODY });
    const { addresses } = await folder.record();
    expect(await AccountBeacon__factory.connect(addresses.beacon, provider).owner()).to.equal(SOMEBODY);
    const paymaster = SsoPaymaster__factory.connect(addresses.accountPaymaster!, provider);
    expect(await paymaster.owner()).to.equal(SOMEBODY);
  });

  it("sends and records nothing in a dry run, and prints what it would cost", async () => {
    const nonce = await deployerNonce();
    await folder.run(TASK, { dryRun: true });
    expect(await deployerNonce()).to.equal(nonce);
    expect(await readdir(dirname(dirname(folder.path)))).to.deep.equal([]);
    expect(folder.printed.filter((line) => /to deploy, up to 0\.\d+ ETH$/.test(line))).to.have.length(
      SUITE_CONTRACTS.length,
    );
    expect(folder.printed.at(-1)).to.match(/^ {2}in all up to 0\.\d+ ETH$/);
  });

  it("goes on where a deployment failed half-way", async () => {
    const { sendTransaction } = Wallet.prototype;
    let sent = 0;
    Wallet.prototype.sendTransaction = function (this: Wallet, ...args) {
      return sent++ < 4 ? sendTransaction.apply(this, args) : Promise.reject(new Error("connection lost"));
    };
    const outcome = await folder
      .refusal(TASK)
      .finally(() => (Wallet.prototype.sendTransaction = sendTransaction));
    expect(outcome).to.equal("connection lost");
    const nonce = await deployerNonce();

    await folder.run(TASK);
    expect(folder.printed.filter((line) => line.endsWith("(was there, not recorded yet)"))).to.have.length(4);
    // The other contracts, and the paymaster's ETH.
    expect(await deployerNonce()).to.equal(nonce + SUITE_CONTRACTS.length - 4 + 1);
    expect((await folder.record()).history).to.have.length(SUITE_CONTRACTS.length);
  });

  it("deploys anew to a node in memory that has started anew, and keeps the history", async () => {
    const gone = { key: "session", contract: "SessionKeyModule", address: SOMEBODY } as const;
    const entry = { ...gone, bytecodeHash: "0x01", constructorArguments: "0x", recordedAt: "2026-01-01" };
    const nowhere = Object.fromEntries(SUITE_CONTRACTS.map(({ key }) => [key, SOMEBODY]));
    await writeRecord(folder.path, { addresses: nowhere as never, history: [entry] });
    await folder.run(TASK);
    const { addresses, history } = await folder.record();
    expect(await missingContracts(provider, addresses)).to.deep.equal([]);
    expect(history[0]).to.deep.equal(entry);
    expect(history).to.have.length(1 + SUITE_CONTRACTS.length);
  });

  for (const [name, owner, message] of [
    ["no address", "alice", "no address"],
    ["an address with a wrong checksum", `${SOMEBODY.slice(0, -2)}Ef`, "wrong checksum"],
    ["an address without a checksum", SOMEBODY.toLowerCase(), `with its checksum: ${SOMEBODY}`],
    ["the zero address", ZeroAddress, "nobody controls"],
  ] as const) {
    it(`refuses ${name} as the owner`, async () => {
      expect(await folder.refusal(TASK, { owner })).to.contain(message);
    });
  }
});

describe("npx hardhat deploy-zksync, over a recorded suite", () => {
  const folder = useDeploymentFolder({ deployed: true });

  afterEach(() => {
    deployerAccounts[hre.network.name] = 0;
  });

  it("deploys nothing again, and says what is there", async () => {
    const before = await folder.record();
    const nonce = await deployerNonce();
    await folder.run(TASK);
    expect(await folder.record()).to.deep.equal(before);
    expect(await deployerNonce()).to.equal(nonce);
    expect(folder.printed.filter((line) => line.endsWith("(was there)"))).to.have.length(
      SUITE_CONTRACTS.length,
    );
  });

  it("changes no recorded contract when its code has changed, and names the command that upgrades it", async () => {
    const before = await folder.record();
    const nonce = await deployerNonce();
    await withOtherBuild("ERC7579Account", "NextAccount", () => folder.run(TASK));
    expect(await folder.record()).to.deep.equal(before);
    expect(await deployerNonce()).to.equal(nonce);
    expect(folder.printed.join("\n")).to.contain(
      `accountImplementation: the code at ${before.addresses.accountImplementation} is not this checkout's ERC7579Account. ` +
        `To upgrade: npm run upgrade -- --network ${hre.network.name} --contract accountImplementation`,
    );
  });

  it("names a factory that creates accounts with another build of the proxy", async () => {
    await withOtherBuild("AccountProxy", "BeaconFollowingProxy", () => folder.run(TASK));
    expect(folder.printed.join("\n")).to.contain("accountFactory: the code at");
  });

  it("changes no recorded contract when another key deploys, and names the owner", async () => {
    const before = await folder.record();
    const first = (await hre.deployer.getWallet()).address;
    deployerAccounts[hre.network.name] = 1;
    const second = (await hre.deployer.getWallet()).address;
    await folder.run(TASK, { owner: second });
    expect(await folder.record()).to.deep.equal(before);
    const names = (key: string) =>
      folder.printed.some((line) => line.startsWith(`  ${key}: `) && line.includes(first));
    expect([names("beacon"), names("accountPaymaster")]).to.deep.equal([true, true]);
  });

  it("deploys what an older record lacks, and leaves the rest", async () => {
    const { addresses, history } = await folder.record();
    const older = { ...addresses, callPreview: undefined };
    await writeRecord(folder.path, { addresses: older, history: [] });
    await folder.run(TASK);
    const updated = await folder.record();
    expect(updated.addresses).to.deep.equal(addresses);
    expect(updated.history.map(({ address }) => address)).to.have.members(
      history.map(({ address }) => address),
    );
  });

  it("refuses a record of which a part is not on the chain", async () => {
    const { addresses, history } = await folder.record();
    await writeRecord(folder.path, { addresses: { ...addresses, session: SOMEBODY }, history });
    const nonce = await deployerNonce();
    expect(await folder.refusal(TASK)).to.contain(
      "records contracts that are not on chain 260: session. Check the endpoint.",
    );
    expect(await deployerNonce()).to.equal(nonce);
  });

  it("refuses a record whose contracts point elsewhere", async () => {
    const { addresses, history } = await folder.record();
    await writeRecord(folder.path, { addresses: { ...addresses, passkey: addresses.session }, history });
    expect(await folder.refusal(TASK)).to.equal(
      `factory.passKeyModule is ${addresses.passkey}, expected ${addresses.session}`,
    );
  });
});

async function deployerNonce(): Promise<number> {
  return localProvider().getTransactionCount((await hre.deployer.getWallet()).address);
}

/** Returns the addresses in the lines of a plan. */
function addressesIn(lines: readonly string[]): string[] {
  return lines.flatMap((line) => /^ {2}\w+ +(0x[0-9a-fA-F]{40}) {2}/.exec(line)?.slice(1) ?? []);
}
