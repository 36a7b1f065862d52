import { mkdir, rm, rmdir } from "node:fs/promises";
import { expect } from "chai";
import hre from "hardhat";
import type { Wallet } from "zksync-ethers";
import { bytecodeHashOf } from "../../../scripts/suite/create2";
import { DEFAULT_LIMITS, sponsoredCalls } from "../../../scripts/suite/sponsored-calls";
import type { SuiteStatus } from "../../../scripts/suite/status/suite-status";
import { SUITE_CONTRACTS } from "../../../scripts/suite/suite-contracts";
import { AccountBeacon__factory, SsoPaymaster__factory } from "../../../typechain-types";
import { useDeploymentFolder } from "../../helpers/project/deployment-folder";
import { withOtherBuild } from "../../helpers/project/other-build";

const TASK = "suite-status";

describe("npm run status", () => {
  const folder = useDeploymentFolder({ deployed: true });

  const status = async (): Promise<SuiteStatus> => {
    await folder.run(TASK, { json: true });
    return JSON.parse(folder.printed.join("\n")) as SuiteStatus;
  };

  it("says what is deployed, whose it is, and that it is this checkout's build", async () => {
    const wallet = await hre.deployer.getWallet();
    const { addresses } = await folder.record();
    const { contracts, beacon, paymaster, chainId, accountRelease, waiting, notCompared } = await status();
    expect({ chainId, notCompared }).to.deep.equal({ chainId: "260", notCompared: undefined });
    expect(waiting).to.deep.equal([]);
    expect(contracts.map(({ key }) => key)).to.have.members(SUITE_CONTRACTS.map(({ key }) => key));
    for (const { key, contract, address, bytecodeHash, isThisBuild } of contracts) {
      expect(address).to.equal(addresses[key]);
      expect(bytecodeHash).to.equal(await bytecodeHashOf(hre, contract));
      expect(isThisBuild).to.equal(true);
    }
    expect(accountRelease).to.match(/^zksync-sso\./);
    expect(beacon).to.deep.equal({ owner: wallet.address, implementation: addresses.accountImplementation });
    expect(paymaster).to.deep.equal({
      owner: wallet.address,
      balance: String(10n ** 19n),
      paused: false,
      limits: {
        total: String(DEFAULT_LIMITS.total),
        perSender: String(DEFAULT_LIMITS.perSender),
        period: String(DEFAULT_LIMITS.period),
      },
      remaining: String(DEFAULT_LIMITS.total),
      notSponsored: [],
    });
  });

  it("is refused where nothing is recorded, and where what was recorded has ended with its node", async () => {
    const { history } = await folder.record();
    const deploy = `Deploy one: npx hardhat deploy-zksync --network ${hre.network.name}`;
    await folder.recordGone(history);
    expect(await folder.refusal(TASK)).to.equal(
      `${folder.path} records a suite that this node does not have: what is in a node's memory ends with it. ${deploy}`,
    );
    await rm(folder.path);
    expect(await folder.refusal(TASK)).to.equal(`${folder.path} records no suite on this chain. ${deploy}`);
  });

  it("says which contract of the record is not the one that the others name, as after half a merge", async () => {
    expect((await status()).mismatch).to.equal(undefined);
    const record = await folder.record();
    const { passkey, session } = record.addresses;
    await folder.replaceRecord({ ...record, addresses: { ...record.addresses, session: passkey } });
    const mismatch =
      `factory.sessionKeyModule is ${session}, expected ${passkey}. ` +
      "If another checkout has changed the suite, take its deployments file.";
    expect((await status()).mismatch).to.equal(mismatch);
    await folder.run(TASK);
    expect(folder.printed).to.include(`  do not fit together: ${mismatch}`);
  });

  it("names what is another build, and the command that upgrades it", async () => {
    const { contracts } = await withOtherBuild("SessionKeyModule", "TestValidator", status);
    expect(contracts.filter(({ isThisBuild }) => !isThisBuild).map(({ key }) => key)).to.deep.equal([
      "session",
    ]);
  });

  it("lists a release of the account as long as the beacon's owner has yet to have it name that", async () => {
    const { addresses } = await folder.record();
    const owner = await giveAwayBeacon(addresses.beacon);
    await nextAccount(() => folder.refusal("suite-upgrade", { contract: "accountImplementation" }));
    const [to, data] = [/to {3}(0x\w+)/, /data (0x\w+)/].map(
      (line) => line.exec(folder.printed.join("\n"))![1]!,
    );
    const { address, recordedAt } = (await folder.record()).history.at(-1)!;
    const key = "accountImplementation";
    expect((await status()).waiting).to.deep.equal([{ key, address, recordedAt }]);
    await folder.run(TASK);
    expect(folder.printed.at(-1)).to.contain(`not in use yet         ${key} ${address}, recorded `);
    expect(folder.printed.at(-1)).to.contain(
      `once its owner, ${owner.address}, sends the call of npm run upgrade`,
    );

    await (await owner.sendTransaction({ to, data })).wait();
    await folder.run(TASK);
    expect(folder.printed.join("\n")).to.not.contain("not in use yet");
  });

  it("prints nothing but JSON if asked for that, even where it records what the beacon names by now", async () => {
    const { addresses } = await folder.record();
    const owner = await giveAwayBeacon(addresses.beacon);
    await nextAccount(() => folder.refusal("suite-upgrade", { contract: "accountImplementation" }));
    const { address } = (await folder.record()).history.at(-1)!;
    const beacon = AccountBeacon__factory.connect(addresses.beacon, owner);
    await (await beacon.upgradeTo(address)).wait();
    const told: string[] = [];
    const { error } = console;
    console.error = (text: string) => told.push(text);
    try {
      // As where the folder may only be read: what it finds is printed all the same.
      const inTheWay = `${folder.path}.${process.pid}.tmp`;
      await mkdir(inTheWay);
      expect((await status()).beacon.implementation).to.equal(address);
      expect((await folder.record()).addresses).to.deep.equal(addresses);
      await rmdir(inTheWay);
      expect((await status()).beacon.implementation).to.equal(address);
      expect((await folder.record()).addresses.accountImplementation).to.equal(address);
    } finally {
      console.error = error;
    }
    const news = `  The beacon names ${address} now, and no longer ${addresses.accountImplementation}: `;
    expect(told).to.have.length(2);
    expect(told[0]).to.contain(`${news}not recorded (EISDIR: `);
    expect(told[1]).to.equal(`${news}recorded.`);
  });

  it("records no implementation that the beacon names and that was never deployed as a release", async () => {
    const { addresses } = await folder.record();
    const beacon = AccountBeacon__factory.connect(addresses.beacon, await hre.deployer.getWallet());
    await (await beacon.upgradeTo(addresses.session)).wait();
    expect((await status()).beacon.implementation).to.equal(addresses.session);
    expect((await folder.record()).addresses).to.deep.equal(addresses);
  });

  it("lists this checkout's account if it is on the chain and another checkout has recorded it", async () => {
    const record = await folder.record();
    await giveAwayBeacon(record.addresses.beacon);
    await nextAccount(() => folder.refusal("suite-upgrade", { contract: "accountImplementation" }));
    const { address } = (await folder.record()).history.at(-1)!;
    await folder.replaceRecord(record);
    expect((await status()).waiting).to.deep.equal([]);
    expect((await nextAccount(status)).waiting.map((release) => release.address)).to.deep.equal([address]);
  });

  it("lists a module that is beside the one in use, and the command that switches to it", async () => {
    await withOtherBuild("SessionKeyModule", "NextSessionKeyModule", () =>
      folder.run("suite-upgrade", { contract: "session" }),
    );
    const { address } = (await folder.record()).history.at(-1)!;
    await folder.run(TASK);
    expect(folder.printed.at(-1))
      .to.contain(`session ${address}`)
      .and.to.match(/--contract session --switch$/);
  });

  it("does not list what has ended with an earlier node", async () => {
    const record = await folder.record();
    const gone = { ...record.history.at(-1)!, key: "session", address: record.addresses.beacon } as const;
    await folder.replaceRecord({ ...record, history: [...record.history, gone] });
    expect((await status()).waiting).to.deep.equal([]);
  });

  it("says who may accept ownership, that the paymaster is paused, and what it does not pay for", async () => {
    const wallet = await hre.deployer.getWallet();
    const heir = await hre.deployer.getWallet(1);
    const { addresses } = await folder.record();
    const paymaster = SsoPaymaster__factory.connect(addresses.accountPaymaster!, wallet);
    const call = { target: addresses.session, selector: "0x12345678" };
    await (await paymaster.transferOwnership(heir.address)).wait();
    await (await paymaster.pause()).wait();
    const [needed] = sponsoredCalls(addresses);
    await (await paymaster.setSponsored([needed!, call], false)).wait();
    await folder.run(TASK);
    const text = folder.printed.join("\n");
    expect(text).to.contain(`${heir.address} may accept it; it is paused`);
    expect(text).to.contain(`does not pay for     ${String(needed!.target)} ${String(needed!.selector)}`);
    expect(text).to.contain("balance              10.0 ETH");
  });
});

/** Makes another wallet the beacon's owner, and returns it. */
async function giveAwayBeacon(address: string): Promise<Wallet> {
  const beacon = AccountBeacon__factory.connect(address, await hre.deployer.getWallet());
  const heir = await hre.deployer.getWallet(1);
  await (await beacon.transferOwnership(heir.address)).wait();
  await (await beacon.connect(heir).acceptOwnership()).wait();
  return heir;
}

/** Runs something as if the next release of the account were this checkout's. */
function nextAccount<Result>(action: () => Promise<Result>): Promise<Result> {
  return withOtherBuild("ERC7579Account", "NextAccount", action);
}
