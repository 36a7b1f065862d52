import { expect } from "chai";
import { AbiCoder, keccak256, toBeHex } from "ethers";
import {
  accountStage,
  addressOf,
  ownedAccount,
  type AccountStage,
} from "../../helpers/accounts/account-fixture";
import type { OwnedAccount } from "../../helpers/accounts/account-fixture";
import { submitFromOutside } from "../../helpers/accounts/submit-from-outside";
import { BEACON_SLOT, IMPLEMENTATION_SLOT } from "../../helpers/accounts/erc1967";
import { erc7201Slot } from "../../../scripts/suite/storage/erc7201-slot";
import { encodePasswordInstall } from "../../helpers/accounts/password-signer";

const HEAD = BigInt(erc7201Slot("zksync-sso.storage.AccountRegistry"));
const ENTRIES = HEAD + 1n;
const SELECTOR = "0x12345678";

/**
 * The bit of each role in a member's entry, and the byte of its count. Deployed accounts have them, so none
 * may change.
 */
const ROLES = {
  owner: 0n,
  validator: 1n,
  executor: 2n,
  fallbackHandler: 3n,
  executionHook: 4n,
  validationHook: 5n,
  keyHolder: 6n,
};

/**
 * Checks what the layout check cannot: the meaning of what is stored. Upgraded code reads what older code
 * wrote, and proxies are never upgraded.
 */
describe("ERC7579Account: the meaning of its storage, which no upgrade may change", () => {
  let stage: AccountStage;
  let account: OwnedAccount;
  let members: Record<keyof typeof ROLES, string>;

  before(async () => {
    stage = await accountStage();
    account = await ownedAccount(stage);
    const [validator, executor, fallbackHandler, executionHook, validationHook] = [
      await stage.deploy("TestValidator"),
      await stage.deploy("TestExecutor"),
      await stage.deploy("TestFallbackHandler"),
      await stage.deploy("TestHook"),
      await stage.deploy("TestValidationHook"),
    ];
    const { session: keyHolder } = stage.suite.addresses;
    await account.sendSelf("addModuleValidator", [validator, encodePasswordInstall("a")]);
    await account.sendSelf("installModule", [2n, executor, "0x"]);
    await account.sendSelf("installModule", [3n, fallbackHandler, SELECTOR]);
    await account.sendSelf("addHook", [executionHook, false, "0x"]);
    await account.sendSelf("addHook", [validationHook, true, "0x"]);
    await account.sendSelf("addModuleValidator", [keyHolder, "0x"]);
    const owner = addressOf(account.ownerKey);
    members = {
      owner,
      validator,
      executor,
      fallbackHandler,
      executionHook,
      validationHook,
      keyHolder,
    };
  });

  const word = async (slot: bigint | string) =>
    BigInt(await account.provider.getStorage(account.address, toBeHex(slot, 32)));

  it("gives each role its bit in a member's entry, beside the previously added member", async () => {
    let previous = 0n;
    for (const [name, member] of Object.entries(members) as [keyof typeof ROLES, string][]) {
      const place = keccak256(AbiCoder.defaultAbiCoder().encode(["address", "uint256"], [member, ENTRIES]));
      const validator = name === "keyHolder" ? 1n << ROLES.validator : 0n;
      expect(await word(place), name).to.equal((((1n << ROLES[name]) | validator) << 160n) | previous);
      previous = BigInt(member);
    }
  });

  it("keeps in the head the member added last, the version, and each role's count in its byte", async () => {
    const head = await word(HEAD);
    expect(head & (2n ** 160n - 1n)).to.equal(BigInt(members.keyHolder));
    expect((head >> 160n) & 0xffn).to.equal(1n);
    const counts = (head >> 168n) & (2n ** 56n - 1n);
    const expected = { ...Object.fromEntries(Object.keys(ROLES).map((name) => [name, 1n])), validator: 2n };
    const found = Object.entries(ROLES).map(([name, role]) => [name, (counts >> (8n * role)) & 0xffn]);
    expect(Object.fromEntries(found)).to.deep.equal(expected);
  });

  it("sums up the modules in the head by four bits of each address", async () => {
    const modules = Object.entries(members).filter(([name]) => name !== "owner");
    const marks = modules.flatMap(([, member]) =>
      [0n, 5n, 10n, 15n].map((shift) => 1n << ((BigInt(member) >> shift) & 31n)),
    );
    expect((await word(HEAD)) >> 224n).to.equal(marks.reduce((union, mark) => union | mark, 0n));
  });

  it("keeps the implementation in its ERC-1967 slot and, after following a beacon, also in the beacon's slot, marked by the bit above the address", async () => {
    const { beacon, accountImplementation } = stage.suite.addresses;
    const words = () => Promise.all([IMPLEMENTATION_SLOT, BEACON_SLOT].map(word));
    expect(await words()).to.deep.equal([BigInt(accountImplementation), 0n]);
    await account.sendSelf("followBeacon", [beacon]);
    expect(await words()).to.deep.equal([0n, BigInt(beacon)]);
    const data = account.contract.interface.encodeFunctionData("upgradeTo", [accountImplementation]);
    await submitFromOutside(account, account.owner, { to: account.address, data });
    expect(await words()).to.deep.equal([
      BigInt(accountImplementation),
      (1n << 160n) | BigInt(accountImplementation),
    ]);
  });
});
