import { expect } from "chai";
import { createWalletClient, keccak256, type Address, type Hex } from "viem";
import { generatePrivateKey, privateKeyToAccount } from "viem/accounts";
import { createZksyncPasskeyClient } from "../../src/client/passkey/index.js";
import { finishRecoveryFromOutside } from "../../src/client/recovery/finish-recovery-from-outside.js";
import { finishRecovery } from "../../src/client/recovery/finish-recovery.js";
import { confirmGuardian, listGuardians, removeGuardian } from "../../src/client/recovery/guardians.js";
import {
  createZksyncRecoveryGuardianClient,
  signRecoveryTransaction,
} from "../../src/client/recovery/index.js";
import { initRecovery, pendingRecovery } from "../../src/client/recovery/recoveries.js";
import {
  AccountContractError,
  RecoveryCannotSignError,
  RecoveryContractError,
  RecoveryNotOpenError,
} from "../../src/errors/index.js";
import { getPublicKeyBytesFromPasskeySignature } from "../../src/utils/index.js";
import { startLocalChain, type LocalChain } from "../helpers/local-chain.js";
import {
  deployPasskeyAccount,
  makePasskey,
  PAGE,
  type Passkey,
  type PasskeyAccount,
} from "../helpers/passkey-account.js";
import { rejection } from "../helpers/rejection.js";

const FRIEND: Address = "0x6cC8cf7f6b488C58AA909B77E6e65c631c204784";
const DAY = 86_400n;
const { origin } = PAGE;
const hex = (bytes: Uint8Array): Hex => `0x${Buffer.from(bytes).toString("hex")}`;

/** A passkey as recovery functions take it. */
function asked({ credentialId, credentialPublicKey }: Passkey) {
  const [x, y] = getPublicKeyBytesFromPasskeySignature(credentialPublicKey);
  return { credentialId, rawPublicKey: [hex(x), hex(y)] as const, origin };
}

describe("An account's recovery", () => {
  let chain: LocalChain;

  before(async () => {
    chain = await startLocalChain();
  });
  after(() => chain.stop());

  const names = { userName: "alice", userDisplayName: "Alice" };
  const common = () => ({
    chain: chain.chain,
    transport: chain.transport(),
    pollingInterval: 10,
    contracts: chain.contracts,
  });

  function clientOf(address: Address, passkey: Passkey) {
    const { credentialId, credentialPublicKey, authenticator } = passkey;
    const own = { address, credentialId, credentialPublicKey, authenticator };
    return createZksyncPasskeyClient({ ...common(), ...names, ...PAGE, ...own });
  }

  /** An account whose guardian, an EOA, has agreed. */
  async function guarded() {
    const account = await deployPasskeyAccount(chain);
    const client = clientOf(account.address, account.passkey);
    const guardian = createWalletClient({ ...common(), account: privateKeyToAccount(generatePrivateKey()) });
    await chain.testClient.setBalance({ address: guardian.account.address, value: 10n ** 18n });
    await client.proposeGuardian({ newGuardian: guardian.account.address, origin });
    await confirmGuardian(guardian, { accountToGuard: account.address, origin, contracts: chain.contracts });
    return { account, client, guardian };
  }

  const look = ({ address }: PasskeyAccount) =>
    pendingRecovery(chain.publicClient, { account: address, origin, contracts: chain.contracts });

  async function pass(seconds: bigint) {
    await chain.testClient.increaseTime({ seconds: Number(seconds) });
    await chain.testClient.mine({ blocks: 1 });
  }

  it("adds a new passkey a day after a guardian started it, whoever finishes it", async () => {
    const { account, guardian } = await guarded();
    const lost = await makePasskey();
    const accountToRecover = account.address;
    const passkey = asked(lost);
    await initRecovery(guardian, { accountToRecover, ...passkey, contracts: chain.contracts });

    const pending = await look(account);
    expect(pending?.hashedCredentialId).to.equal(keccak256(hex(Buffer.from(lost.credentialId, "base64url"))));
    expect(pending?.rawPublicKey).to.deep.equal(passkey.rawPublicKey);
    expect((pending?.opensAt ?? 0n) - (pending?.startedAt ?? 0n)).to.equal(DAY);
    expect((pending?.closesAt ?? 0n) - (pending?.startedAt ?? 0n)).to.equal(3n * DAY);

    const recovery = createZksyncRecoveryGuardianClient({ ...common(), address: account.address });
    const early = await rejection(recovery.addAccountOwnerPasskey(passkey), RecoveryNotOpenError);
    expect(early.retryAt).to.equal(pending?.opensAt);
    expect(early.shortMessage).to.match(/^The recovery opens at \d{4}-/);
    await pass(DAY + 60n);
    const { transactionReceipt } = await recovery.addAccountOwnerPasskey(passkey);
    expect(transactionReceipt.status).to.equal("success");
    expect(await look(account)).to.equal(undefined);
    const sent = await clientOf(account.address, lost).sendTransactionSync({ to: FRIEND, value: 1n });
    expect(sent.status).to.equal("success");
  });

  it("is finished without a key, by a client that has none, with a paymaster", async () => {
    const { account, guardian } = await guarded();
    const passkey = asked(await makePasskey());
    const { contracts } = chain;
    await initRecovery(guardian, { accountToRecover: account.address, ...passkey, contracts });
    await pass(DAY + 60n);
    const before = await chain.publicClient.getBalance({ address: account.address });
    await finishRecovery(chain.publicClient, {
      accountToRecover: account.address,
      ...passkey,
      contracts,
      paymaster: { address: contracts.accountPaymaster },
    });
    expect(await chain.publicClient.getBalance({ address: account.address })).to.equal(before);
    expect(await look(account)).to.equal(undefined);
  });

  it("is finished from outside by whoever pays, for an account without ETH, and not too early", async () => {
    const { account, guardian } = await guarded();
    const { contracts, publicClient, testClient } = chain;
    const accountToRecover = account.address;
    const lost = await makePasskey();
    const passkey = asked(lost);
    await initRecovery(guardian, { accountToRecover, ...passkey, contracts });
    await testClient.setBalance({ address: accountToRecover, value: 0n });
    const bring = () => finishRecoveryFromOutside(guardian, { accountToRecover, ...passkey, contracts });
    const sent = await publicClient.getTransactionCount({ address: guardian.account.address });
    const opensAt = (await look(account))?.opensAt;
    expect((await rejection(bring(), RecoveryNotOpenError)).retryAt).to.equal(opensAt);
    expect(await publicClient.getTransactionCount({ address: guardian.account.address })).to.equal(sent);
    await pass(DAY + 60n);
    await rejection(finishRecovery(publicClient, { accountToRecover, ...passkey, contracts }));
    const before = await publicClient.getBalance({ address: guardian.account.address });
    const { transactionReceipt } = await bring();
    expect(transactionReceipt.status).to.equal("success");
    expect(await publicClient.getBalance({ address: accountToRecover })).to.equal(0n);
    const after = await publicClient.getBalance({ address: guardian.account.address });
    expect(after < before).to.equal(true);
    expect(await look(account)).to.equal(undefined);
    await testClient.setBalance({ address: accountToRecover, value: 10n ** 18n });
    const signed = await clientOf(accountToRecover, lost).sendTransactionSync({ to: FRIEND, value: 1n });
    expect(signed.status).to.equal("success");
  });

  it("is finished from outside in its last minute but not later, with an error that names the rule", async () => {
    const { account, guardian } = await guarded();
    const { contracts, publicClient } = chain;
    const accountToRecover = account.address;
    const passkey = asked(await makePasskey());
    await initRecovery(guardian, { accountToRecover, ...passkey, contracts });
    const { closesAt = 0n } = (await look(account)) ?? {};
    const { timestamp } = await publicClient.getBlock();
    await pass(closesAt - timestamp - 40n);
    await rejection(finishRecovery(publicClient, { accountToRecover, ...passkey, contracts }));
    const other = { accountToRecover, ...asked(await makePasskey()), contracts };
    const wrong = await rejection(finishRecoveryFromOutside(guardian, other), RecoveryContractError);
    expect(wrong.rule).to.equal("WrongPasskey");
    await finishRecoveryFromOutside(guardian, { accountToRecover, ...passkey, contracts });
    const again = finishRecoveryFromOutside(guardian, { accountToRecover, ...passkey, contracts });
    expect((await rejection(again, RecoveryContractError)).rule).to.equal("NoRecovery");
  });

  it("is not finished from outside by a smart account, with an error that says so", async () => {
    const { account, guardian } = await guarded();
    const friend = await deployPasskeyAccount(chain);
    const passkey = asked(await makePasskey());
    const args = { accountToRecover: account.address, ...passkey, contracts: chain.contracts };
    await initRecovery(guardian, args);
    await pass(DAY + 60n);
    const bring = finishRecoveryFromOutside(clientOf(friend.address, friend.passkey) as never, args);
    expect((await rejection(bring, AccountContractError)).rule).to.equal("SubmittedByContract");
  });

  it("is ended by the account while it is pending", async () => {
    const { account, client, guardian } = await guarded();
    const passkey = asked(await makePasskey());
    await initRecovery(guardian, {
      accountToRecover: account.address,
      ...passkey,
      contracts: chain.contracts,
    });
    await client.discardRecovery({ origin });
    expect(await look(account)).to.equal(undefined);
    await pass(DAY + 60n);
    const recovery = createZksyncRecoveryGuardianClient({ ...common(), address: account.address });
    await rejection(recovery.addAccountOwnerPasskey(passkey));
  });

  it("adds only the passkey it was started with", async () => {
    const { account, guardian } = await guarded();
    const accountToRecover = account.address;
    const { contracts } = chain;
    await initRecovery(guardian, { accountToRecover, ...asked(await makePasskey()), contracts });
    await pass(DAY + 60n);
    const recovery = createZksyncRecoveryGuardianClient({ ...common(), address: account.address });
    await rejection(recovery.addAccountOwnerPasskey(asked(await makePasskey())));
  });

  it("can be started by another account of the suite that guards it", async () => {
    const account = await deployPasskeyAccount(chain);
    const friend = await deployPasskeyAccount(chain);
    const friendly = clientOf(friend.address, friend.passkey);
    const { contracts } = chain;
    await clientOf(account.address, account.passkey).proposeGuardian({ newGuardian: friend.address, origin });
    await friendly.confirmGuardian({ accountToGuard: account.address, origin });
    const passkey = asked(await makePasskey());
    await friendly.initRecovery({ accountToRecover: account.address, ...passkey });
    expect(await look(account)).to.not.equal(undefined);
    const guardians = await listGuardians(chain.publicClient, {
      account: account.address,
      origin,
      contracts,
    });
    expect(guardians.map(({ address, isReady }) => ({ address, isReady }))).to.deep.equal([
      { address: friend.address, isReady: true },
    ]);
  });

  it("is not started by a guardian who was removed", async () => {
    const { account, client, guardian } = await guarded();
    await removeGuardian(client as never, {
      guardian: guardian.account.address,
      origin,
      contracts: chain.contracts,
    });
    const start = initRecovery(guardian, {
      accountToRecover: account.address,
      ...asked(await makePasskey()),
      contracts: chain.contracts,
    });
    await rejection(start);
  });

  it("signs nothing but its one transaction", async () => {
    const recovery = createZksyncRecoveryGuardianClient({ ...common(), address: FRIEND });
    const error = await rejection(recovery.signMessage({ message: "Hello" }));
    expect(error).to.be.instanceOf(RecoveryCannotSignError);
    // The wire format's part B.4.
    expect(signRecoveryTransaction(FRIEND)).to.have.lengthOf(2 + 64 * 5);
  });
});
