import { expect } from "chai";
import { hexlify, randomBytes, ZeroAddress } from "ethers";
import fc from "fast-check";
import {
  accountStage,
  ownedAccount,
  type AccountStage,
  type OwnedAccount,
} from "../../helpers/accounts/account-fixture";
import { submitFromOutside } from "../../helpers/accounts/submit-from-outside";
import { askToValidate, plainTransaction } from "../../helpers/chain/bootloader-call";
import { addressIn, BEACON_SLOT, IMPLEMENTATION_SLOT } from "../../helpers/accounts/erc1967";
import { expectRefused } from "../../helpers/accounts/expect-refused";
import { oldStage } from "../../helpers/accounts/old-account";
import { setUpForEach } from "../../helpers/project/set-up-for-each";
import { propertyRuns } from "../../helpers/project/tries";

const MAGIC = "0x202bcce7";

/** What `FalseImplementation` does, by its numbers. */
const PRETENCES = [
  "that answers true to everything",
  "that claims to be whatever it is asked for",
  "that loops forever",
  "that returns a megabyte",
  "that returns nothing",
];
const FORWARDS = PRETENCES.length;

/**
 * Most gas that an attempt may burn: the candidate code has a million for the one answer it fails to give.
 */
const ATTEMPT_GAS = 1_500_000n;

/** The kinds of account, by where each has its code from at first. */
const KINDS = ["with its own implementation", "that follows the beacon", "of the old kind"] as const;
type Kind = (typeof KINDS)[number];

describe("ERC7579Account: code it refuses to adopt because it would no longer answer (A25)", () => {
  let stage: AccountStage;
  let accounts: Record<Kind, OwnedAccount>;
  /** Addresses that are not implementations, by what they are. */
  let wrong: Record<string, string>;
  /** Addresses that do not name an implementation, by what they are. */
  let wrongBeacons: Record<string, string>;

  setUpForEach(async () => {
    stage = await accountStage();
    const old = await oldStage(stage);
    const { accountImplementation, beacon, passkey } = stage.suite.addresses;
    accounts = {
      "with its own implementation": await ownedAccount(stage),
      "that follows the beacon": await ownedAccount(stage),
      "of the old kind": await ownedAccount(old),
    };
    await accounts["that follows the beacon"].sendSelf("followBeacon", [beacon]);

    const forwarder = await stage.deploy("FalseImplementation", [FORWARDS, accountImplementation]);
    wrong = {
      nobody: ZeroAddress,
      "an address without code": hexlify(randomBytes(20)),
      "a beacon": beacon,
      "a module": passkey,
      "a module that claims every interface": await stage.deploy("HostileModule", [0]),
      "another account's proxy": (await ownedAccount(stage)).address,
      "an old account's proxy": (await ownedAccount(old)).address,
      "a proxy of an implementation": forwarder,
      "a proxy of a proxy": await stage.deploy("FalseImplementation", [FORWARDS, forwarder]),
      "code that accepts none of its keys": await stage.deploy("HalfAnAccount", [true, false]),
      "code that is not an account": await stage.deploy("HalfAnAccount", [false, true]),
    };
    for (const [pretence, what] of PRETENCES.entries()) {
      wrong[`code ${what}`] = await stage.deploy("FalseImplementation", [pretence, ZeroAddress]);
    }
    wrongBeacons = { ...wrong, "an implementation": accountImplementation };
    delete wrongBeacons["a beacon"];
    for (const [what, address] of Object.entries(wrong)) {
      if (what.startsWith("nobody") || what.endsWith("without code")) continue;
      const naming = await stage.deploy("AccountBeacon", [address, stage.deployer.address]);
      wrongBeacons[`a beacon that names ${what}`] = naming;
    }
  });

  /** What an account is asked to adopt; the account's own address is known only once it is deployed. */
  const candidates = ({ address }: OwnedAccount) => [
    ...Object.entries({ ...wrong, itself: address }).map((each) => ["upgradeTo", ...each] as const),
    ...Object.entries({ ...wrongBeacons, itself: address }).map((each) => ["followBeacon", ...each] as const),
  ];

  const stateOf = async (account: OwnedAccount) => ({
    slots: await Promise.all([IMPLEMENTATION_SLOT, BEACON_SLOT].map((slot) => addressIn(account, slot))),
    implementation: await account.contract.currentImplementation(),
    owners: [...(await account.contract.listK1Owners())],
  });

  /**
   * Has the account try, by a transaction from outside: the sequencer rejects those of accounts that follow a
   * beacon.
   */
  const attempt = async (account: OwnedAccount, name: "upgradeTo" | "followBeacon", address: string) => {
    const data = account.contract.interface.encodeFunctionData(name as "upgradeTo", [address]);
    const error = name === "upgradeTo" ? "NotAnImplementation" : "NotABeacon";
    const call = { to: account.address, data, gasLimit: ATTEMPT_GAS };
    const refusal = await expectRefused(submitFromOutside(account, account.owner, call), error);
    expect(refusal.error?.args.toArray()).to.deep.equal([address]);
  };

  const signs = async (account: OwnedAccount) => {
    const tx = await plainTransaction(account);
    return (await askToValidate(account, tx, await account.owner.sign(tx))) === MAGIC;
  };

  for (const kind of KINDS) {
    it(`refuses code through which it would not answer, as an account ${kind}, naming it and using bounded gas`, async () => {
      const account = accounts[kind];
      const before = await stateOf(account);
      for (const [name, what, address] of candidates(account)) {
        await attempt(account, name, address).catch((error: unknown) => {
          throw new Error(`${name} ${what}: ${String(error)}`, { cause: error });
        });
      }
      expect(await stateOf(account)).to.deep.equal(before);
      expect(await signs(account)).to.equal(true);
    });
  }

  it("keeps answering and obeying its owner, whatever it adopts and tries in whatever order", async () => {
    const next = await stage.deploy("NextAccount");
    const { accountImplementation, beacon } = stage.suite.addresses;
    const good = [
      ["upgradeTo", accountImplementation],
      ["upgradeTo", next],
      ["followBeacon", beacon],
      ["followBeacon", await stage.deploy("AccountBeacon", [next, stage.deployer.address])],
    ] as const;
    const step = fc.oneof(
      fc.nat({ max: good.length - 1 }).map((index) => ({ takes: true, index })),
      fc.nat({ max: candidates(accounts[KINDS[0]]).length - 1 }).map((index) => ({ takes: false, index })),
    );
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...KINDS),
        fc.array(step, { minLength: 2, maxLength: 5 }),
        async (kind, steps) => {
          const account = accounts[kind];
          for (const { takes, index } of steps) {
            if (takes) {
              const [name, address] = good[index]!;
              const data = account.contract.interface.encodeFunctionData(name as "upgradeTo", [address]);
              await submitFromOutside(account, account.owner, { to: account.address, data });
              const named = name === "upgradeTo" ? address : index === 2 ? accountImplementation : next;
              expect(await account.contract.currentImplementation()).to.equal(named);
            } else {
              const [name, , address] = candidates(account)[index]!;
              await attempt(account, name, address);
            }
            expect(await signs(account)).to.equal(true);
          }
        },
      ),
      { numRuns: propertyRuns(4) },
    );
  });

  it("upgrades whether its newest member is an owner or a module", async () => {
    const account = accounts["with its own implementation"];
    const next = await stage.deploy("NextAccount");
    await account.sendSelf("installModule", [2n, await stage.deploy("TestExecutor"), "0x"]);
    await account.sendSelf("upgradeTo", [next]);
    expect(await account.contract.currentImplementation()).to.equal(next);
  });

  it("adopts a good implementation given enough gas, and changes nothing given less", async () => {
    const account = accounts["with its own implementation"];
    const next = await stage.deploy("NextAccount");
    const data = account.contract.interface.encodeFunctionData("upgradeTo", [next]);
    const outcomes = new Set<boolean>();
    for (let gasLimit = 60_000n; gasLimit <= 120_000n; gasLimit += 3_000n) {
      const before = await stateOf(account);
      const snapshot = (await account.provider.send("evm_snapshot", [])) as string;
      const taken = await account.send({ to: account.address, data, gasLimit }).then(
        () => true,
        () => false,
      );
      outcomes.add(taken);
      expect((await stateOf(account)).implementation).to.equal(taken ? next : before.implementation);
      expect(await signs(account)).to.equal(true);
      await account.provider.send("evm_revert", [snapshot]);
    }
    expect(outcomes).to.deep.equal(new Set([false, true]));
  });
});
