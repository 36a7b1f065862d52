import { mkdir, readdir, rm } from "node:fs/promises";
import { dirname } from "node:path";
import { mock } from "node:test";
import { expect } from "chai";
import {
  concat,
  getAddress,
  id,
  keccak256,
  makeError,
  parseEther,
  ZeroAddress,
  ZeroHash,
  zeroPadValue,
} from "ethers";
import hre from "hardhat";
import { utils, Wallet } from "zksync-ethers";
import { deployPlanned } from "../../../scripts/suite/carry-out";
import { ACCOUNT_CODE_STORAGE } from "../../../scripts/suite/code-on-chain";
import { bytecodeHashOf, create2Deployment } from "../../../scripts/suite/create2";
import { KNOWN_CODES_STORAGE } from "../../../scripts/suite/known-code";
import type { SuiteAddresses } from "../../../scripts/suite/suite-addresses";
import { SUITE_CONTRACTS } from "../../../scripts/suite/suite-contracts";
import { assertWiring, missingContracts } from "../../../scripts/suite/wiring";
import { AAFactory__factory, AccountBeacon__factory, SsoPaymaster__factory } from "../../../typechain-types";
import { localProvider } from "../../helpers/chain/local-chain";
import { useDeploymentFolder } from "../../helpers/project/deployment-folder";
import { messageOf } from "../../helpers/project/message-of";
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

  /** Deploys over a connection that is lost after so many transactions, and returns what is said. */
  const failingAfter = async (reached: number): Promise<string> => {
    const { sendTransaction } = Wallet.prototype;
    let sent = 0;
    Wallet.prototype.sendTransaction = function (this: Wallet, ...args) {
      return sent++ < reached
        ? sendTransaction.apply(this, args)
        : Promise.reject(new Error("connection lost"));
    };
    return folder.refusal(TASK).finally(() => (Wallet.prototype.sendTransaction = sendTransaction));
  };

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

  it("deploys with the salt of all releases, so that each finds what others have deployed of the same code", async () => {
    const { address, bytecodeHash } = await create2Deployment(hre, "CallPreview", []);
    expect(address).to.equal(
      utils.create2Address(utils.CONTRACT_2_FACTORY_ADDRESS, bytecodeHash, id("zksync-sso"), "0x"),
    );
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
    expect(folder.printed.at(-1)).to.match(/^ {2}in total, up to 0\.\d+ ETH$/);
  });

  it("sends nothing that could not be recorded", async () => {
    const nonce = await deployerNonce();
    // What stands in the file's way here is what a folder that may only be read is on a server.
    await mkdir(`${folder.path}.${process.pid}.tmp`, { recursive: true });
    expect(await folder.refusal(TASK)).to.contain("Nothing was sent, as it could not be recorded: EISDIR");
    expect(await deployerNonce()).to.equal(nonce);
  });

  it("finishes if another run deploys the same at the same time", async () => {
    const { sendTransaction } = Wallet.prototype;
    const other = await hre.deployer.getWallet(1);
    Wallet.prototype.sendTransaction = async function (this: Wallet, transaction) {
      // Not the ETH for the paymaster, which no other run could send first.
      const isDeployment = "customData" in transaction && transaction.customData != null;
      if (isDeployment) await (await sendTransaction.call(other, transaction)).wait();
      return await sendTransaction.call(this, transaction);
    };
    await folder.run(TASK).finally(() => (Wallet.prototype.sendTransaction = sendTransaction));
    expect(folder.printed.filter((line) => line.includes("deployed meanwhile"))).to.have.length(
      SUITE_CONTRACTS.length,
    );
    const { addresses, history } = await folder.record();
    expect(await missingContracts(provider, addresses)).to.deep.equal([]);
    expect(history).to.have.length(SUITE_CONTRACTS.length);
  });

  for (const [clash, error] of [
    ["ethers", makeError("nonce has already been used", "NONCE_EXPIRED", { transaction: "0x" as never })],
    ["the node", new Error("nonce too low. allowed nonce range: 10 - 10, actual: 9")],
  ] as const) {
    it(`says what to do if something else was sent with the key at the same time, as ${clash} says`, async () => {
      const { sendTransaction } = Wallet.prototype;
      let sent = 0;
      let stopsAt = 0;
      Wallet.prototype.sendTransaction = function (this: Wallet, ...args) {
        return sent++ === stopsAt ? Promise.reject(error) : sendTransaction.apply(this, args);
      };
      try {
        const sentence = "as something else was sent with this key at the same time. If another run deploys,";
        expect(await folder.refusal(TASK)).to.contain(`WebAuthnModule is not deployed, ${sentence}`);
        [sent, stopsAt] = [0, SUITE_CONTRACTS.length];
        expect(await folder.refusal(TASK)).to.contain(`The paymaster is not filled, ${sentence}`);
      } finally {
        Wallet.prototype.sendTransaction = sendTransaction;
      }
    });
  }

  it("goes on where a deployment failed half-way", async () => {
    expect(await failingAfter(4)).to.equal("connection lost");
    const nonce = await deployerNonce();

    await folder.run(TASK);
    expect(
      folder.printed.filter((line) => line.endsWith("(already there, not recorded yet)")),
    ).to.have.length(4);
    // The other contracts, and the paymaster's ETH.
    expect(await deployerNonce()).to.equal(nonce + SUITE_CONTRACTS.length - 4 + 1);
    expect((await folder.record()).history).to.have.length(SUITE_CONTRACTS.length);
  });

  it("fails if no script has the tag that it was asked for, which would deploy nothing", async () => {
    expect(await folder.refusal(TASK, { tags: "paymasters" })).to.equal(
      'No deploy script has the tag "paymasters", and nothing was deployed: the tags are suite and paymaster.',
    );
    await folder.run(TASK, { tags: "suite", dryRun: true });
    expect(folder.printed.at(-1)).to.contain("in total");
  });

  it("waits for an endpoint that has yet to see what was deployed, as one of several behind an address may", async () => {
    const { provider: endpoint } = await hre.deployer.getWallet();
    const { call } = endpoint;
    const { sendTransaction } = Wallet.prototype;
    let behind = 0;
    endpoint.call = (request) =>
      request.to === ACCOUNT_CODE_STORAGE && behind-- > 0
        ? Promise.resolve(ZeroHash)
        : call.call(endpoint, request);
    Wallet.prototype.sendTransaction = async function (this: Wallet, ...args) {
      const sent = await sendTransaction.apply(this, args);
      behind = 2;
      return sent;
    };
    try {
      await folder.run(TASK);
    } finally {
      Wallet.prototype.sendTransaction = sendTransaction;
      Object.assign(endpoint, { call });
    }
    const { addresses, history } = await folder.record();
    expect(await missingContracts(provider, addresses)).to.deep.equal([]);
    expect(history.every(({ transaction }) => transaction !== undefined)).to.equal(true);
  });

  it("fails if what was deployed is not seen for seconds, and says that it goes on from there", async () => {
    const deployment = await create2Deployment(hre, "CallPreview", []);
    const { address, transaction } = deployment;
    const part = { key: "callPreview", contract: "CallPreview", address, codeHash: undefined } as const;
    const missing = { ...part, state: "missing", deployment, transaction, gas: 0n } as const;
    let asked = 0;
    const endpoint = { call: () => Promise.resolve((asked++, ZeroHash)) };
    const wallet = {
      provider: endpoint,
      sendTransaction: () => Promise.resolve({ wait: () => Promise.resolve({ hash: id("sent") }) }),
    } as unknown as Wallet;
    mock.timers.enable({ apis: ["setTimeout"] });
    try {
      let over = false;
      const deployed = deployPlanned({ planned: [missing], wallet, history: [] }, ["callPreview"]);
      const outcome = messageOf(deployed).finally(() => (over = true));
      while (!over) {
        await new Promise(setImmediate);
        mock.timers.tick(200);
      }
      expect(await outcome).to.equal(
        `CallPreview is not at ${address} after transaction ${id("sent")}. If the endpoint is behind, run this again: ` +
          "it goes on from there.",
      );
      expect(asked).to.be.greaterThan(10);
    } finally {
      mock.timers.reset();
    }
  });

  it("completes a factory that somebody else has deployed without the code that it creates accounts with", async () => {
    await forgetCode(await bytecodeHashOf(hre, "AccountProxy"));
    await folder.capture(deployFactoryWithoutProxy);
    const { addresses } = await folder.record();
    await rm(folder.path);
    const nonce = await deployerNonce();
    await folder.run(TASK, { dryRun: true });
    expect(folder.printed.filter((line) => line.includes("to complete, up to 0."))).to.have.length(1);
    expect(await deployerNonce()).to.equal(nonce);

    await folder.run(TASK);
    expect((await folder.record()).addresses).to.deep.equal(addresses);
    const wallet = await hre.deployer.getWallet();
    const factory = AAFactory__factory.connect(addresses.accountFactory, wallet);
    await (await factory.deployProxySsoAccount(id("first"), [], [SOMEBODY])).wait();
    await folder.run(TASK);
    expect(folder.printed).to.include("  nothing to deploy");
  });

  it("fills the paymaster with nobody's money alone: not with that of a key from the environment", async () => {
    const { DEPLOYER_PRIVATE_KEY: before } = process.env;
    const wallet = await hre.deployer.getWallet();
    const paymasterBalance = async () =>
      provider.getBalance((await folder.record()).addresses.accountPaymaster!);
    process.env.DEPLOYER_PRIVATE_KEY = wallet.privateKey;
    try {
      await folder.run(TASK);
      expect(await paymasterBalance()).to.equal(0n);
    } finally {
      if (before === undefined) delete process.env.DEPLOYER_PRIVATE_KEY;
      else process.env.DEPLOYER_PRIVATE_KEY = before;
    }
    await folder.run(TASK);
    expect(await paymasterBalance()).to.equal(parseEther("10"));
  });

  it("deploys anew to a node in memory that has started anew, and keeps the history", async () => {
    const gone = { key: "session", contract: "SessionKeyModule", address: SOMEBODY } as const;
    const entry = { ...gone, bytecodeHash: "0x01", constructorArguments: "0x", recordedAt: "2026-01-01" };
    await folder.recordGone([entry]);
    await folder.run(TASK);
    const { addresses, history } = await folder.record();
    expect(await missingContracts(provider, addresses)).to.deep.equal([]);
    expect(history[0]).to.deep.equal(entry);
    expect(history).to.have.length(1 + SUITE_CONTRACTS.length);
  });

  for (const reached of [1, 4, SUITE_CONTRACTS.length - 2, SUITE_CONTRACTS.length - 1]) {
    it(`goes on where a deployment to a node that has started anew failed, at transaction ${reached + 1}`, async () => {
      const started: unknown = await provider.send("evm_snapshot", []);
      await folder.run(TASK);
      const { addresses, history } = await folder.record();
      await provider.send("evm_revert", [started]);
      expect(await failingAfter(reached)).to.equal("connection lost");

      await folder.run(TASK);
      expect((await folder.record()).addresses).to.deep.equal(addresses);
      expect((await folder.record()).history).to.deep.equal(history);
      expect(await missingContracts(provider, addresses)).to.deep.equal([]);
    });
  }

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

describe("npx hardhat deploy-zksync, to a public chain", () => {
  const folder = useDeploymentFolder();
  const asked = { timestampAsserter: "0x0000000000000000000000000000000000808012", owner: SOMEBODY };
  let restore: () => void;

  before(async () => {
    // The tests' node, as it would answer if it were no node in memory, behind a gateway that answers null to what it does
    // not know.
    const { provider } = await hre.deployer.getWallet();
    const { send } = provider;
    provider.send = (method, params) =>
      method.startsWith("anvil_") ? Promise.resolve(null) : send.call(provider, method, params);
    restore = () => Object.assign(provider, { send });
  });
  after(() => restore());

  it("is confirmed first, even if gas costs nothing", async () => {
    const { provider } = await hre.deployer.getWallet();
    const nonce = await deployerNonce();
    const { getGasPrice } = provider;
    for (const price of [getGasPrice, () => Promise.resolve(0n)]) {
      provider.getGasPrice = price;
      const refusal = await folder.refusal(TASK, asked).finally(() => (provider.getGasPrice = getGasPrice));
      expect(refusal).to.contain("Add --yes to go on without being asked");
    }
    expect(await deployerNonce()).to.equal(nonce);
  });

  it("needs a word on who is to own it", async () => {
    expect(await folder.refusal(TASK, { ...asked, owner: undefined, yes: true })).to.contain("--owner 0x…");
  });

  it("fills no paymaster, and is recorded as public", async () => {
    await folder.run(TASK, { ...asked, yes: true });
    const { addresses, inMemory } = await folder.record();
    expect(inMemory).to.equal(false);
    expect(await localProvider().getBalance(addresses.accountPaymaster!)).to.equal(0n);
  });

  it("deploys nothing in place of what is recorded and not there: only a node in memory starts anew", async () => {
    await folder.run(TASK, { ...asked, yes: true });
    const record = await folder.record();
    const nonce = await deployerNonce();
    for (const gone of [["accountFactory"], ["accountPaymaster"], Object.keys(record.addresses)]) {
      await folder.replaceRecord({ ...record, addresses: without(record.addresses, gone) });
      expect(await folder.refusal(TASK, { ...asked, yes: true })).to.contain(
        `records contracts that are not on chain 260: ${gone.join(", ")}. Check the endpoint.`,
      );
    }
    expect(await deployerNonce()).to.equal(nonce);
  });
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
    expect(folder.printed.filter((line) => line.endsWith("(already there)"))).to.have.length(
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
    await folder.run(TASK);
    expect(await folder.record()).to.deep.equal(before);
    const refusal = await folder.refusal(TASK, { owner: second });
    expect(await folder.record()).to.deep.equal(before);
    for (const lines of [folder.printed, refusal.split("\n")]) {
      const names = (key: string) =>
        lines.some((line) => line.startsWith(`  ${key}: `) && line.includes(first));
      expect([names("beacon"), names("accountPaymaster")]).to.deep.equal([true, true]);
    }
  });

  for (const dryRun of [false, true]) {
    it(`fails${dryRun ? " in a dry run, too," : ""} if the owner that is named is not the owner in the end`, async () => {
      expect(await folder.refusal(TASK, { owner: SOMEBODY, dryRun })).to.match(
        /^Not what --owner asks for:\n {2}beacon: 0x\w+ belongs to 0x\w+, not to 0x\w+\. Its owner hands it over: transferOwnership/,
      );
    });
  }

  it("deploys anew what somebody owns, for another owner, where the record was moved away", async () => {
    const { addresses } = await folder.record();
    await rm(folder.path);
    await folder.run(TASK, { owner: SOMEBODY });
    const anew = (await folder.record()).addresses;
    const differing = Object.keys(anew).filter((key) => anew[key as "beacon"] !== addresses[key as "beacon"]);
    expect(differing).to.have.members(["beacon", "accountFactory", "accountPaymaster"]);
  });

  it("deploys what is missing before it fails for another owner, and does not fail once the suite is the owner's", async () => {
    const record = await folder.record();
    const heir = await giveAwayBeacon(record.addresses);
    const addresses = { ...record.addresses, accountPaymaster: undefined };
    await folder.replaceRecord({ ...record, addresses, history: [] });
    expect(await folder.refusal(TASK, { owner: SOMEBODY }))
      .to.match(/beacon: /)
      .and.not.match(/Paymaster: /);
    const paymaster = (await folder.record()).addresses.accountPaymaster!;
    expect(await SsoPaymaster__factory.connect(paymaster, heir).owner()).to.equal(SOMEBODY);
    await folder.replaceRecord({ ...record, addresses, history: [] });
    await folder.run(TASK, { owner: heir.address });
  });

  it("deploys what an older record lacks, and leaves the rest", async () => {
    const { addresses, history } = await folder.record();
    const older = { ...addresses, callPreview: undefined };
    await folder.replaceRecord({ addresses: older, history: [], inMemory: true });
    await folder.run(TASK);
    const updated = await folder.record();
    expect(updated.addresses).to.deep.equal(addresses);
    expect(updated.history.map(({ address }) => address)).to.have.members(
      history.map(({ address }) => address),
    );
  });

  it("gives what an older record lacks to the beacon's owner, and records only arguments that were used", async () => {
    const record = await folder.record();
    const { accountPaymaster } = record.addresses;
    const heir = await giveAwayBeacon(record.addresses);
    const addresses = { ...record.addresses, accountPaymaster: undefined };
    await folder.replaceRecord({ ...record, addresses, history: [] });
    await folder.run(TASK);
    const updated = await folder.record();
    expect(updated.addresses.accountPaymaster).to.not.equal(accountPaymaster);
    const paymaster = SsoPaymaster__factory.connect(updated.addresses.accountPaymaster!, heir);
    expect(await paymaster.owner()).to.equal(heir.address);
    expect(updated.history.map(({ key }) => key)).to.not.include("beacon");
  });

  it("refuses to change the record of a public chain from a node in memory, even one with its contracts", async () => {
    await folder.replaceRecord({ ...(await folder.record()), inMemory: false });
    const before = await folder.record();
    expect(await folder.refusal(TASK)).to.contain("is of a public chain, and this node is in memory");
    expect(await folder.refusal("suite-upgrade", { contract: "session" })).to.contain("is of a public chain");
    expect(await folder.record()).to.deep.equal(before);
  });

  it("refuses a record of which a part is not on the chain", async () => {
    const record = await folder.record();
    const nonce = await deployerNonce();
    for (const gone of [["session"], ["session", "accountPaymaster"]]) {
      await folder.replaceRecord({ ...record, addresses: without(record.addresses, gone) });
      expect(await folder.refusal(TASK)).to.contain(
        `records contracts that are not on chain 260: ${gone.join(", ")}. Check the endpoint.`,
      );
    }
    expect(await deployerNonce()).to.equal(nonce);
  });

  it("refuses a record whose contracts point elsewhere before it adds what is missing", async () => {
    const record = await folder.record();
    const { addresses } = record;
    const wrong = { ...addresses, passkey: addresses.session, callPreview: undefined };
    await folder.replaceRecord({ addresses: wrong, history: [], inMemory: true });
    const codeOf = zeroPadValue(addresses.callPreview!, 32);
    await localProvider().send("hardhat_setStorageAt", [ACCOUNT_CODE_STORAGE, codeOf, ZeroHash]);
    expect(await missingContracts(localProvider(), addresses)).to.deep.equal(["callPreview"]);
    const nonce = await deployerNonce();
    expect(await folder.refusal(TASK)).to.equal(
      `factory.passKeyModule is ${addresses.passkey}, expected ${addresses.session}. ` +
        "If another checkout has changed the suite, take its deployments file.",
    );
    expect(await deployerNonce()).to.equal(nonce);
  });
});

/** Returns a record's addresses with one that has no code for each of these keys. */
function without(addresses: SuiteAddresses, gone: readonly string[]): SuiteAddresses {
  const nowhere = gone.map((key) => [key, SOMEBODY] as const);
  return { ...addresses, ...Object.fromEntries(nowhere) };
}

/** Makes another wallet the beacon's owner, and returns it. */
async function giveAwayBeacon({ beacon }: SuiteAddresses): Promise<Wallet> {
  const owner = await hre.deployer.getWallet();
  const heir = await hre.deployer.getWallet(1);
  await (await AccountBeacon__factory.connect(beacon, owner).transferOwnership(heir.address)).wait();
  await (await AccountBeacon__factory.connect(beacon, heir).acceptOwnership()).wait();
  return heir;
}

/** Makes the chain one on which nobody has published a bytecode: tests in other files may have. */
async function forgetCode(bytecodeHash: string): Promise<void> {
  const mark = keccak256(concat([bytecodeHash, ZeroHash]));
  await localProvider().send("hardhat_setStorageAt", [KNOWN_CODES_STORAGE, mark, ZeroHash]);
}

/** Deploys all of the suite, as a stranger would who publishes no code but each contract's own. */
async function deployFactoryWithoutProxy(): Promise<void> {
  const { sendTransaction } = Wallet.prototype;
  Wallet.prototype.sendTransaction = function (this: Wallet, transaction) {
    const { customData } = transaction as { customData?: { factoryDeps: string[] } };
    customData?.factoryDeps.splice(1);
    return sendTransaction.call(this, transaction);
  };
  try {
    await hre.run(TASK);
  } finally {
    Wallet.prototype.sendTransaction = sendTransaction;
  }
}

async function deployerNonce(): Promise<number> {
  return localProvider().getTransactionCount((await hre.deployer.getWallet()).address);
}

/** Returns the addresses in the lines of a plan. */
function addressesIn(lines: readonly string[]): string[] {
  return lines.flatMap((line) => /^ {2}\w+ +(0x[0-9a-fA-F]{40}) {2}/.exec(line)?.slice(1) ?? []);
}
