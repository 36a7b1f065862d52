import { expect } from "chai";
import { getAddress, id } from "ethers";
import hre from "hardhat";
import { Wallet } from "zksync-ethers";
import { sponsoredCalls, type SponsoredCall } from "../../../scripts/suite/sponsored-calls";
import { assertWiring } from "../../../scripts/suite/wiring";
import {
  AAFactory__factory,
  AccountBeacon__factory,
  ERC7579Account__factory,
  SsoPaymaster__factory,
} from "../../../typechain-types";
import { localProvider } from "../../helpers/chain/local-chain";
import { useDeploymentFolder } from "../../helpers/project/deployment-folder";
import { withOtherBuild } from "../../helpers/project/other-build";

const TASK = "suite-upgrade";
const SOMEBODY = getAddress("0x00000000000000000000000000000000deadbeef");

describe("npm run upgrade", () => {
  const provider = localProvider();
  const folder = useDeploymentFolder({ deployed: true });
  let wallet: Wallet;

  before(async () => {
    wallet = await hre.deployer.getWallet();
  });

  /** Runs the task as if the next release of the account were this checkout's. */
  const release = (args: Readonly<Record<string, unknown>> = {}) =>
    withOtherBuild("ERC7579Account", "NextAccount", () =>
      folder.run(TASK, { contract: "accountImplementation", ...args }),
    );
  const releaseRefusal = (standIn: string) =>
    withOtherBuild("ERC7579Account", standIn, () =>
      folder.refusal(TASK, { contract: "accountImplementation" }),
    );
  const module = (contract: string, args: Readonly<Record<string, unknown>> = {}) =>
    withOtherBuild("SessionKeyModule", "NextSessionKeyModule", () => folder.run(TASK, { contract, ...args }));

  describe("of the account", () => {
    it("deploys the new release, has the beacon name it, and leaves accounts their code", async () => {
      const { addresses, history } = await folder.record();
      const account = await deployAccount();
      await release();
      const updated = await folder.record();
      const { accountImplementation } = updated.addresses;
      expect(accountImplementation).not.to.equal(addresses.accountImplementation);
      expect(updated.addresses).to.deep.equal({ ...addresses, accountImplementation });
      expect(await beaconNames()).to.equal(accountImplementation);
      expect(updated.history.slice(0, -1)).to.deep.equal(history);
      expect(updated.history.at(-1)).to.include({
        key: "accountImplementation",
        address: accountImplementation,
      });
      expect(await ERC7579Account__factory.connect(account, provider).currentImplementation()).to.equal(
        addresses.accountImplementation,
      );
      expect(folder.printed.join("\n")).to.contain(
        `${account} accepts it, and answers afterwards as it does now.`,
      );
      expect(folder.printed.at(-1)).to.contain(`upgradeTo(${accountImplementation})`);
    });

    it("says what to do if something else was sent with the key before the beacon's turn, and goes on from there", async () => {
      const { sendTransaction } = Wallet.prototype;
      let sent = 0;
      Wallet.prototype.sendTransaction = function (this: Wallet, ...args) {
        const clash = new Error("nonce too low. allowed nonce range: 10 - 10, actual: 9");
        return sent++ === 1 ? Promise.reject(clash) : sendTransaction.apply(this, args);
      };
      const refusal = await releaseRefusal("NextAccount").finally(
        () => (Wallet.prototype.sendTransaction = sendTransaction),
      );
      expect(refusal).to.equal(
        "beacon.upgradeTo is not done, as something else was sent with this key at the same time. " +
          "If another run deploys, wait for its end; then run this again: it goes on from there.",
      );
      await release();
      const { addresses } = await folder.record();
      expect(await beaconNames()).to.equal(addresses.accountImplementation);
    });

    it("sends nothing in a dry run, which tries the release with an account all the same", async () => {
      const before = await folder.record();
      const account = await deployAccount();
      const nonce = await wallet.getNonce();
      await release({ dryRun: true, account });
      expect(await wallet.getNonce()).to.equal(nonce);
      expect(await folder.record()).to.deep.equal(before);
      expect(folder.printed.join("\n")).to.contain(`${account} accepts it`);
    });

    it("is refused if an existing account would refuse it", async () => {
      const account = await deployAccount();
      expect(await releaseRefusal("TestValidator")).to.contain(`${account} would refuse the upgrade`);
      expect(await beaconNames()).to.equal((await folder.record()).addresses.accountImplementation);
    });

    it("is refused if the new code would not find what existing accounts have stored", async () => {
      const record = await folder.record();
      const history = structuredClone(record.history);
      const { storage } = history.find((entry) => entry.storage)!;
      Object.values(storage!.namespaces!)[0]!.reverse();
      await folder.replaceRecord({ ...record, history });
      const nonce = await wallet.getNonce();
      expect(await releaseRefusal("NextAccount")).to.contain(
        "would not find what existing accounts have stored",
      );
      expect(await wallet.getNonce()).to.equal(nonce);
    });

    it("is refused if nothing says where the release in use has its storage", async () => {
      const record = await folder.record();
      await folder.replaceRecord({ ...record, history: [] });
      expect(await releaseRefusal("NextAccount")).to.contain(
        "npx hardhat deploy-zksync from a checkout of the release",
      );
      await folder.run("deploy-zksync");
      await release();
      expect(await beaconNames()).to.not.equal(record.addresses.accountImplementation);
    });

    it("leaves the beacon to its owner if that is somebody else, and records the release once it is named", async () => {
      const { addresses } = await folder.record();
      const owner = await hre.deployer.getWallet(1);
      const beacon = AccountBeacon__factory.connect(addresses.beacon, provider);
      await (await beacon.connect(wallet).transferOwnership(owner.address)).wait();
      await (await beacon.connect(owner).acceptOwnership()).wait();
      expect(await releaseRefusal("NextAccount")).to.equal(
        `Not complete yet: beacon.upgradeTo is for ${owner.address} to send. Run this again afterwards.`,
      );
      const lines = folder.printed.join("\n");
      expect(lines).to.contain(`beacon.upgradeTo: for ${owner.address} to send, the owner.`);
      const to = /to {3}(0x\w+)/.exec(lines)![1]!;
      const data = /data (0x\w+)/.exec(lines)![1]!;
      expect((await folder.record()).addresses).to.deep.equal(addresses);

      await (await owner.sendTransaction({ to, data })).wait();
      await folder.run("suite-status");
      const named = await beaconNames();
      expect((await folder.record()).addresses).to.deep.equal({ ...addresses, accountImplementation: named });
      await release();
      expect(folder.printed.at(-1)).to.contain("nothing to upgrade: accountImplementation");
    });

    it("is tried with an account of an older factory if the newest has none", async () => {
      const account = await deployAccount();
      await module("session", { switch: true });
      expect(await releaseRefusal("TestValidator")).to.contain(`${account} would refuse the upgrade`);
    });

    it("is nothing to do if it is in use already", async () => {
      const nonce = await wallet.getNonce();
      await folder.run(TASK, { contract: "accountImplementation" });
      expect(folder.printed.join("\n")).to.contain(
        "nothing to upgrade: accountImplementation is this checkout's build",
      );
      expect(await wallet.getNonce()).to.equal(nonce);
    });
  });

  describe("of a module", () => {
    it("deploys the new one beside the old one, which stays in use", async () => {
      const { addresses, history } = await folder.record();
      await module("session");
      const updated = await folder.record();
      expect(updated.addresses).to.deep.equal(addresses);
      expect(updated.history).to.have.length(history.length + 1);
      expect(folder.printed.join("\n")).to.contain(`--contract session --switch`);
    });

    it("has everything new use it after a switch: the record, a new factory, the paymaster", async () => {
      const { addresses, history } = await folder.record();
      await module("session");
      await module("session", { switch: true });
      const updated = await folder.record();
      const { session, accountFactory } = updated.addresses;
      expect(updated.addresses).to.deep.equal({ ...addresses, session, accountFactory });
      expect([session, accountFactory]).to.not.include.members([addresses.session, addresses.accountFactory]);
      expect(updated.history).to.have.length(history.length + 2);
      await assertWiring(provider, updated.addresses);
      const paymaster = SsoPaymaster__factory.connect(addresses.accountPaymaster!, provider);
      for (const suite of [addresses, updated.addresses]) {
        for (const { target, selector } of sponsoredCalls(suite)) {
          expect(
            await paymaster.isSponsored(target, selector),
            `${String(target)} ${String(selector)}`,
          ).to.equal(true);
        }
      }
    });

    it("goes on with the paymaster if a switch has ended before its turn", async () => {
      await module("session", { switch: true });
      const { addresses } = await folder.record();
      const calls = sponsoredCalls(addresses).filter(({ target }) => target === addresses.session);
      const paymaster = SsoPaymaster__factory.connect(addresses.accountPaymaster!, wallet);
      await (await paymaster.setSponsored(calls, false)).wait();
      await module("session", { switch: true, dryRun: true });
      expect(folder.printed.join("\n")).to.contain("has yet to end: accountPaymaster.setSponsored");
      expect(await paymaster.isSponsored(addresses.session, calls[0]!.selector)).to.equal(false);
      await module("session", { switch: true });
      expect(await paymaster.isSponsored(addresses.session, calls[0]!.selector)).to.equal(true);
      const nonce = await wallet.getNonce();
      await module("session", { switch: true });
      expect(await wallet.getNonce()).to.equal(nonce);
    });

    it("fails as long as the paymaster's owner has yet to make the call that was printed", async () => {
      const { addresses } = await folder.record();
      const owner = await hre.deployer.getWallet(1);
      const paymaster = SsoPaymaster__factory.connect(addresses.accountPaymaster!, wallet);
      await (await paymaster.transferOwnership(owner.address)).wait();
      await (await paymaster.connect(owner).acceptOwnership()).wait();
      const refusal = () =>
        withOtherBuild("SessionKeyModule", "NextSessionKeyModule", () =>
          folder.refusal(TASK, { contract: "session", switch: true }),
        );
      for (const stage of ["the switch", "its end"]) {
        expect(await refusal(), stage).to.contain(
          `accountPaymaster.setSponsored is for ${owner.address} to send`,
        );
      }
      const data = /data (0x\w+)/.exec(folder.printed.join("\n"))![1]!;
      await (await owner.sendTransaction({ to: addresses.accountPaymaster, data })).wait();
      await module("session", { switch: true });
    });

    it("makes anew what names the passkey module", async () => {
      const { addresses } = await folder.record();
      await withOtherBuild("WebAuthnModule", "NextWebAuthnModule", () =>
        folder.run(TASK, { contract: "passkey", switch: true }),
      );
      const updated = await folder.record();
      const changed = Object.entries(updated.addresses).filter(
        ([key, address]) => addresses[key as "session"] !== address,
      );
      expect(changed.map(([key]) => key)).to.have.members(["passkey", "recovery", "accountFactory"]);
      await assertWiring(provider, updated.addresses);
    });
  });

  describe("of what accounts hold nothing in", () => {
    it("replaces it in the record, and keeps the old one in the history", async () => {
      const { addresses, history } = await folder.record();
      await withOtherBuild("CallPreview", "CallTarget", () => folder.run(TASK, { contract: "callPreview" }));
      const updated = await folder.record();
      expect(updated.addresses.callPreview).not.to.equal(addresses.callPreview);
      expect(updated.history.slice(0, -1)).to.deep.equal(history);
      expect(folder.printed.at(-1)).to.contain("Give the new deployments file to the auth server.");
    });

    it("sends nothing in a dry run, and records nothing", async () => {
      const before = await folder.record();
      const nonce = await wallet.getNonce();
      const args = { contract: "callPreview", dryRun: true };
      await withOtherBuild("CallPreview", "CallTarget", () => folder.run(TASK, args));
      expect(folder.printed.at(-1)).to.contain("in total, up to");
      expect(await wallet.getNonce()).to.equal(nonce);
      expect(await folder.record()).to.deep.equal(before);
    });

    it("has the paymaster pay for calls of a new factory, or fails as long as its owner has yet to have it do so", async () => {
      const { addresses } = await folder.record();
      const owner = await hre.deployer.getWallet(1);
      const paymaster = SsoPaymaster__factory.connect(addresses.accountPaymaster!, wallet);
      const args = { contract: "accountFactory" };
      const newProxy = <Result>(action: () => Promise<Result>) =>
        withOtherBuild("AccountProxy", "TestValidator", action);
      const isSponsored = async () => {
        const [{ target, selector }] = sponsoredCalls((await folder.record()).addresses) as [SponsoredCall];
        return await paymaster.isSponsored(target, selector);
      };
      await newProxy(() => folder.run(TASK, args));
      expect((await folder.record()).addresses.accountFactory).to.not.equal(addresses.accountFactory);
      expect(await isSponsored()).to.equal(true);
      const { accountFactory } = (await folder.record()).addresses;

      await (await paymaster.transferOwnership(owner.address)).wait();
      await (await paymaster.connect(owner).acceptOwnership()).wait();
      for (const stage of ["the replacement", "its end"]) {
        const newerProxy = () =>
          withOtherBuild("AccountProxy", "CallTarget", () => folder.refusal(TASK, args));
        expect(await newerProxy(), stage).to.equal(
          `Not complete yet: accountPaymaster.setSponsored is for ${owner.address} to send. Run this again afterwards.`,
        );
        expect((await folder.record()).addresses.accountFactory, stage).to.not.equal(accountFactory);
      }
      expect(folder.printed.join("\n")).to.contain(
        "The upgrade has yet to end: accountPaymaster.setSponsored",
      );
      const data = /data (0x\w+)/.exec(folder.printed.join("\n"))![1]!;
      await (await owner.sendTransaction({ to: addresses.accountPaymaster, data })).wait();
      expect(await isSponsored()).to.equal(true);
    });

    it("replaces a factory where there is no paymaster, and deploys one where it is asked for", async () => {
      const record = await folder.record();
      const { accountPaymaster, ...others } = record.addresses;
      await folder.replaceRecord({ ...record, addresses: others });
      await withOtherBuild("AccountProxy", "TestValidator", () =>
        folder.run(TASK, { contract: "accountFactory" }),
      );
      const { addresses } = await folder.record();
      expect(addresses).to.deep.equal({ ...others, accountFactory: addresses.accountFactory });
      expect(addresses.accountFactory).to.not.equal(others.accountFactory);
      await folder.run(TASK, { contract: "accountPaymaster" });
      expect((await folder.record()).addresses)
        .to.have.property("accountPaymaster")
        .that.does.not.equal(accountPaymaster);
    });

    it("gives a new paymaster to the beacon's owner, whoever deploys it, and makes no other when run again", async () => {
      const { addresses } = await folder.record();
      const owner = await hre.deployer.getWallet(1);
      const beacon = AccountBeacon__factory.connect(addresses.beacon, wallet);
      await (await beacon.transferOwnership(owner.address)).wait();
      await (await beacon.connect(owner).acceptOwnership()).wait();
      await folder.run(TASK, { contract: "accountPaymaster" });
      const { accountPaymaster } = (await folder.record()).addresses;
      expect(await SsoPaymaster__factory.connect(accountPaymaster!, provider).owner()).to.equal(
        owner.address,
      );
      await folder.run(TASK, { contract: "accountPaymaster" });
      expect(folder.printed.at(-1)).to.contain(
        `accountPaymaster is this checkout's build, at ${accountPaymaster}`,
      );
    });

    it("has a new paymaster pay for calls of older modules as the old one does, which existing accounts have still", async () => {
      const { addresses } = await folder.record();
      await folder.run(TASK, { contract: "accountPaymaster" });
      expect(folder.printed.at(-1)).to.contain("nothing to upgrade: accountPaymaster");
      await module("session", { switch: true });
      const old = SsoPaymaster__factory.connect(addresses.accountPaymaster!, wallet);
      const [given, refused] = sponsoredCalls(addresses).filter(
        ({ target }) => target === addresses.session,
      ) as [SponsoredCall, SponsoredCall];
      await (await old.setSponsored([refused], false)).wait();

      await folder.run(TASK, { contract: "accountPaymaster" });
      const switched = (await folder.record()).addresses;
      expect(switched.accountPaymaster).to.not.equal(addresses.accountPaymaster);
      const paymaster = SsoPaymaster__factory.connect(switched.accountPaymaster!, provider);
      for (const { target, selector } of [...sponsoredCalls(switched), given])
        expect(await paymaster.isSponsored(target, selector)).to.equal(true);
      expect(await paymaster.isSponsored(refused.target, refused.selector)).to.equal(false);

      await folder.run(TASK, { contract: "accountPaymaster" });
      expect(folder.printed.at(-1)).to.contain("nothing to upgrade: accountPaymaster");
    });

    it("replaces a paymaster that has another owner than the beacon, though its code is this checkout's", async () => {
      const { addresses } = await folder.record();
      const thief = await hre.deployer.getWallet(1);
      const old = SsoPaymaster__factory.connect(addresses.accountPaymaster!, wallet);
      await (await old.transferOwnership(thief.address)).wait();
      await (await old.connect(thief).acceptOwnership()).wait();
      await (await old.connect(thief).setSponsored(sponsoredCalls(addresses), false)).wait();
      await folder.run(TASK, { contract: "accountPaymaster" });
      expect(folder.printed.join("\n")).to.contain(
        `${addresses.accountPaymaster} belongs to ${thief.address}, not to the beacon's owner`,
      );
      const { accountPaymaster, ...others } = (await folder.record()).addresses;
      expect({ ...others, accountPaymaster: addresses.accountPaymaster }).to.deep.equal(addresses);
      expect(accountPaymaster).to.not.equal(addresses.accountPaymaster);
      const paymaster = SsoPaymaster__factory.connect(accountPaymaster!, provider);
      expect(await paymaster.owner()).to.equal(wallet.address);
      await folder.run(TASK, { contract: "accountPaymaster" });
      expect(folder.printed.at(-1)).to.contain(`nothing to upgrade: accountPaymaster`);
      expect((await folder.record()).addresses).to.deep.equal({ ...others, accountPaymaster });
    });
  });

  for (const [name, args, message] of [
    ["an unknown contract", { contract: "account" }, "what can be upgraded is: accountImplementation,"],
    ["the beacon, which accounts and factories name", { contract: "beacon" }, "what can be upgraded is:"],
    ["a switch of what is no module", { contract: "callPreview", switch: true }, "--switch is for modules"],
    ["an account that is no address", { contract: "passkey", account: "alice" }, "which is no address"],
    [
      "an account without code",
      { contract: "accountImplementation", account: SOMEBODY },
      "There is no account at",
    ],
  ] as const) {
    it(`refuses ${name}`, async () => {
      const refusal = () => folder.refusal(TASK, args);
      expect(await withOtherBuild("ERC7579Account", "NextAccount", refusal)).to.contain(message);
    });
  }

  async function deployAccount(): Promise<string> {
    const { accountFactory } = (await folder.record()).addresses;
    const factory = AAFactory__factory.connect(accountFactory, wallet);
    const args: [string, string, string, string[]] = [id("upgraded"), "0x", "0x", [SOMEBODY]];
    const account = await factory.deployModularAccount.staticCall(...args);
    await (await factory.deployModularAccount(...args)).wait();
    return account;
  }

  async function beaconNames(): Promise<string> {
    const { beacon } = (await folder.record()).addresses;
    return await AccountBeacon__factory.connect(beacon, provider).implementation();
  }
});
