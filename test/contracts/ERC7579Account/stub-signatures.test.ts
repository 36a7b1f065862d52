import { expect } from "chai";
import { hexlify, parseEther, randomBytes } from "ethers";
import { accountStage, addressOf, type AccountStage } from "../../helpers/accounts/account-fixture";
import { traceCall } from "../../helpers/chain/call-trace";
import type { AccountSigner } from "../../helpers/accounts/account-signer";
import type { AccountTransaction } from "../../helpers/accounts/account-transaction";
import { BOOTLOADER, bootloaderCalldata } from "../../helpers/chain/bootloader-call";
import { chainTime } from "../../helpers/chain/chain-time";
import { fund } from "../../helpers/chain/fund";
import { ownerSigner } from "../../helpers/accounts/owner-signer";
import { passkeySigner } from "../../helpers/passkeys/passkey-signer";
import { needsEmbeddedNode } from "../../helpers/chain/embedded-node";
import { publishedGas } from "../../helpers/chain/published-gas";
import { broadcast, prepareTransaction, sendAs } from "../../helpers/accounts/send-as";
import { p256KeyPair, secp256k1KeyPair, type SessionKeyPair } from "../../helpers/sessions/session-keypair";
import { transferTo } from "../../helpers/sessions/session-policies";
import { keyPairSigner } from "../../helpers/sessions/session-signer";
import type { SessionSpec } from "../../helpers/sessions/session-spec";
import { createPasskey } from "../../helpers/passkeys/software-authenticator";
import { needsUsualCode } from "../../helpers/chain/needs-usual-code";
import { createAccount, type SuiteAccount } from "../../helpers/accounts/suite-account";
import { lifetime } from "../../helpers/sessions/usage-limit";

const FRIEND = "0xf41e4d0000000000000000000000000000000001";
const DAY = 86_400n;

/** By what fraction a stub's gas may differ from the real signature's, as its bytes differ. */
const TOLERANCE = 0.01;

/** The account's signers by name. */
const SIGNERS = [
  "an owner",
  "a passkey",
  "a passkey whose client writes the challenge first",
  "a session key on secp256k1",
  "a session key on P-256",
] as const;

/** Gas that every transaction pays for its place in a batch. */
const BATCH_SHARE = 10_000;

describe("ERC7579Account: gas estimated with a stub in place of the signature of", () => {
  let stage: AccountStage;
  let account: SuiteAccount;
  let signers: Record<(typeof SIGNERS)[number], AccountSigner>;

  before(async () => {
    stage = await accountStage();
    const { addresses } = stage.suite;
    const ownerKey = hexlify(randomBytes(32));
    const owner = ownerSigner(ownerKey);
    const passkey = createPasskey({ origin: "https://sso.example" });
    account = await createAccount(stage.suite, { passkey, session: true, owners: [addressOf(ownerKey)] });
    for (const to of [account.address, FRIEND]) await fund(stage.deployer, to, parseEther("1"));

    const session = async (key: SessionKeyPair): Promise<AccountSigner> => {
      const spec: SessionSpec = {
        signer: key.address,
        expiresAt: (await chainTime(account.provider)) + DAY,
        feeLimit: lifetime(parseEther("0.5")),
        callPolicies: [],
        transferPolicies: [transferTo(FRIEND, lifetime(parseEther("0.5")))],
      };
      const data = stage.suite.sessionModule.interface.encodeFunctionData("createSession", [spec]);
      await sendAs(account, owner, { to: addresses.session, data });
      const clock = () => chainTime(account.provider);
      return keyPairSigner(key, { spec, module: addresses.session, clock });
    };
    signers = {
      "an owner": owner,
      "a passkey": passkeySigner(passkey, addresses.passkey),
      "a passkey whose client writes the challenge first": passkeySigner(passkey, addresses.passkey, {
        dialect: "challenge-first",
      }),
      "a session key on secp256k1": await session(secp256k1KeyPair()),
      "a session key on P-256": await session(await p256KeyPair()),
    };
  });

  /** Returns the gas of the bootloader's call, and the magic value it returns. */
  const validation = async (tx: AccountTransaction, signature: string) => {
    const data = bootloaderCalldata("validateTransaction", tx, signature);
    const call = { from: BOOTLOADER, to: account.address, data };
    const { gasUsed, output } = await traceCall(account.provider, call);
    return { gas: Number(gasUsed), magic: output.slice(0, 10) };
  };

  /**
   * Sends a transaction with exactly the estimated gas; `margin` is the estimate divided by the gas used.
   * Published data is excluded from both, since estimates assume twice its price; so is the share of the
   * batch, which they do not raise.
   */
  const send = async (signer: AccountSigner) => {
    const tx = await prepareTransaction(account, signer, { to: FRIEND, value: 1n });
    const sent = await broadcast(account.provider, tx, await signer.sign(tx));
    const { gasUsed, status, hash } = await sent.wait();
    const published = Number(await publishedGas(account.provider, hash));
    const computing = Number(tx.gasLimit) - 2 * 1.3 * published - BATCH_SHARE;
    return { margin: computing / (Number(gasUsed) - published - BATCH_SHARE), status };
  };

  for (const name of SIGNERS) {
    it(`${name}, which costs what the signature costs (A14)`, async () => {
      const signer = signers[name];
      const tx = await prepareTransaction(account, signer, { to: FRIEND, value: 1n });
      const stub = await validation(tx, await signer.stub(tx));
      const real = await validation(tx, await signer.sign(tx));
      expect(stub.magic).to.equal("0x00000000");
      expect(real.magic).to.equal("0x202bcce7");
      expect(stub.gas).to.be.closeTo(real.gas, real.gas * TOLERANCE);
    });

    it(`${name}, with the same margin of the node above the gas used as for all others`, async function () {
      needsUsualCode(this);
      needsEmbeddedNode(this);
      const { margin, status } = await send(signers[name]);
      expect(status).to.equal(1);
      expect(margin).to.be.greaterThan(1);
      expect(margin).to.be.closeTo((await send(signers["an owner"])).margin, 0.02);
    });
  }
});
