import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { hexlify, parseEther, randomBytes, toBeHex } from "ethers";
import hre from "hardhat";
import { utils } from "zksync-ethers";
import { addressOf, ownedAccount, ownStage, type AccountStage } from "../../helpers/accounts/account-fixture";
import type { AccountSigner } from "../../helpers/accounts/account-signer";
import { callsBelow, traceCall } from "../../helpers/chain/call-trace";
import { BOOTLOADER, bootloaderCalldata, plainTransaction } from "../../helpers/chain/bootloader-call";
import { chainTime } from "../../helpers/chain/chain-time";
import { expectRefused } from "../../helpers/accounts/expect-refused";
import { needsEmbeddedNode } from "../../helpers/chain/embedded-node";
import { fund } from "../../helpers/chain/fund";
import { ownerSigner } from "../../helpers/accounts/owner-signer";
import { passkeySigner } from "../../helpers/passkeys/passkey-signer";
import { sendAs } from "../../helpers/accounts/send-as";
import { secp256k1KeyPair } from "../../helpers/sessions/session-keypair";
import { transferTo } from "../../helpers/sessions/session-policies";
import { keyPairSigner } from "../../helpers/sessions/session-signer";
import type { SessionSpec } from "../../helpers/sessions/session-spec";
import { createPasskey } from "../../helpers/passkeys/software-authenticator";
import { createAccount, type SuiteAccount } from "../../helpers/accounts/suite-account";
import { lifetime } from "../../helpers/sessions/usage-limit";

const FRIEND = "0xf41e4d0000000000000000000000000000000003";
const MAGIC = "0x202bcce7";
const NO_STORAGE = { state: {} };

/**
 * The code that never runs while an account's transaction is validated, by file or folder below `contracts/`.
 */
const NOT_VALIDATED = ["AAFactory.sol", "AccountBeacon.sol", "paymaster/", "preview/", "mocks/"];

describe("ERC7579Account: the storage its validation reads, for which no operator needs an exception (A27)", () => {
  let stage: AccountStage;
  let account: SuiteAccount;
  let signers: Record<(typeof SIGNERS)[number], AccountSigner>;
  const SIGNERS = ["an owner", "a passkey", "a session"] as const;

  before(async () => {
    stage = await ownStage();
    const { addresses } = stage.suite;
    const [ownerKey, key] = [hexlify(randomBytes(32)), secp256k1KeyPair()];
    const passkey = createPasskey({ origin: "https://sso.example" });
    const spec: SessionSpec = {
      signer: key.address,
      expiresAt: (await chainTime(stage.suite.provider)) + 86_400n,
      feeLimit: lifetime(parseEther("0.5")),
      callPolicies: [],
      transferPolicies: [transferTo(FRIEND, lifetime(parseEther("0.5")))],
    };
    account = await createAccount(stage.suite, { passkey, session: spec, owners: [addressOf(ownerKey)] });
    for (const to of [account.address, FRIEND]) await fund(stage.deployer, to, parseEther("1"));
    const clock = () => chainTime(account.provider);
    signers = {
      "an owner": ownerSigner(ownerKey),
      "a passkey": passkeySigner(passkey, addresses.passkey),
      "a session": keyPairSigner(key, { spec, module: addresses.session, clock }),
    };
  });

  /** What the bootloader asks of the account before it executes. */
  const calls = async (signer: AccountSigner) => {
    const tx = await plainTransaction(account, { to: FRIEND, value: 1n });
    const paid = {
      ...tx,
      paymasterParams: utils.getPaymasterParams(FRIEND, { type: "General", innerInput: "0x" }),
    };
    return [
      bootloaderCalldata("validateTransaction", tx, await signer.sign(tx)),
      bootloaderCalldata("payForTransaction", tx, "0x"),
      bootloaderCalldata("prepareForPaymaster", paid, "0x"),
    ].map((data) => ({ from: BOOTLOADER, to: account.address, data }));
  };

  for (const name of SIGNERS) {
    it(`includes nothing of the beacon, the factory or the implementation: ${name} signs even with their storage erased`, async () => {
      const { beacon, accountFactory, accountImplementation } = stage.suite.addresses;
      const overrides = Object.fromEntries(
        [beacon, accountFactory, accountImplementation].map((each) => [each, NO_STORAGE]),
      );
      const asked = await calls(signers[name]);
      for (const call of asked) {
        const answer = (await account.provider.send("eth_call", [call, "latest", overrides])) as string;
        if (call === asked[0]) expect(answer.slice(0, 10)).to.equal(MAGIC);
        const trace = await traceCall(account.provider, call);
        const called = [trace, ...callsBelow(trace)].map(({ to }) => to.toLowerCase());
        expect(called).to.include(accountImplementation.toLowerCase());
        for (const other of [beacon, accountFactory]) expect(called).to.not.include(other.toLowerCase());
      }
    });

    it(`lets a transaction of ${name} pass a node that enforces the sequencer's rules`, async () => {
      await sendAs(account, signers[name], { to: FRIEND, value: 1n });
    });
  }

  it("includes the beacon's if the account follows one, which the sequencer's rule then refuses", async function () {
    needsEmbeddedNode(this);
    const follower = await ownedAccount(stage);
    const { beacon } = stage.suite.addresses;
    await follower.sendSelf("followBeacon", [beacon]);
    const sent = follower.send({ to: FRIEND, value: 1n, gasLimit: 3_000_000n });
    const rule = `Touched disallowed storage slots: address ${beacon.toLowerCase()}, key: ${toBeHex(1n, 32)}`;
    await expectRefused(sent, new RegExp(rule));
  });

  it("includes no immutables, which EraVM keeps in another contract's storage", () => {
    const { sources } = hre.config.paths;
    const files = readdirSync(sources, { recursive: true, encoding: "utf8" }).filter(
      (path) => path.endsWith(".sol") && !NOT_VALIDATED.some((each) => path.startsWith(each)),
    );
    expect(files).to.include.members(["AccountProxy.sol", "ERC7579Account.sol"]);
    const code = files.map((file) => [file, readFileSync(join(sources, file), "utf8")] as const);
    const withImmutable = code.filter(([, text]) => /^[^/*]*\bimmutable\b/m.test(text));
    expect(withImmutable.map(([file]) => file)).to.deep.equal([]);
  });
});
