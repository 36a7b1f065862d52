import { expect } from "chai";
import { ZeroHash, type Interface } from "ethers";
import type { Wallet } from "zksync-ethers";
import { GuardianRecoveryModule__factory } from "../../../typechain-types";
import { accountStage, type AccountStage } from "../../helpers/accounts/account-fixture";
import { transactionStruct } from "../../helpers/accounts/account-struct";
import { plainTransaction } from "../../helpers/chain/bootloader-call";
import { WILD_OFFSETS, withArgument, withFieldAt } from "../../helpers/chain/calldata-words";
import { moveTimeTo, restoreClock } from "../../helpers/chain/chain-time";
import { expectRefused } from "../../helpers/accounts/expect-refused";
import { fundedWallet, localProvider } from "../../helpers/chain/local-chain";
import { finishingCall, recoverySigner } from "../../helpers/recovery/recovery";
import { GAS_LIMIT, GuardedAccount } from "../../helpers/recovery/recovery-host";
import type { AccountTransaction } from "../../helpers/accounts/account-transaction";
import type { Passkey } from "../../helpers/passkeys/software-authenticator";

const NO = `0x${"00".repeat(32)}`;
const DELAY = 86_400n;

/**
 * Offsets past the end, which EraVM must not be asked to load from: that takes all gas and gives no reason.
 */
describe("GuardianRecoveryModule: offsets past the calldata", () => {
  const provider = localProvider();
  restoreClock(provider);
  const abi: Interface = GuardianRecoveryModule__factory.createInterface();
  let stage: AccountStage;
  let account: GuardedAccount;
  let guardian: Wallet;
  let passkey: Passkey;
  let honest: AccountTransaction;

  before(async () => {
    stage = await accountStage();
    guardian = await fundedWallet(provider, 1);
    account = await GuardedAccount.create(stage);
    await account.guardBy(guardian);
    const recovery = await account.beginRecovery(guardian);
    ({ passkey } = recovery);
    await moveTimeTo(provider, recovery.start + DELAY);
    const call = finishingCall(stage.suite.addresses.passkey, passkey);
    honest = await plainTransaction(account.account, { ...call, gasLimit: GAS_LIMIT });
  });

  const validation = async (changes: Parameters<typeof plainTransaction>[1] = {}) => {
    const signature = await recoverySigner(stage.suite.addresses.recovery).sign(honest);
    const struct = transactionStruct({ ...honest, ...changes }, signature);
    return abi.encodeFunctionData("validateTransaction", [ZeroHash, struct]);
  };
  const ask = (data: string) =>
    provider.call({
      from: account.address,
      to: stage.suite.addresses.recovery,
      data,
      gasLimit: 1_000_000n,
    });

  it("are refused in each field of the transaction, with its reason", async () => {
    const good = await validation();
    expect(BigInt(await ask(good))).to.equal(1n);
    for (const offset of WILD_OFFSETS) {
      await expectRefused(ask(withFieldAt(good, "data", offset)), "NotAddValidationKey");
      await expectRefused(ask(withFieldAt(good, "factoryDeps", offset)), "FactoryDependenciesNotAllowed");
      expect(await ask(withFieldAt(good, "signature", offset))).to.equal(NO);
      await expectRefused(ask(withFieldAt(good, "paymasterInput", offset)), "PaymasterFlowNotAllowed");
      // This field is not checked, as no signed transaction has it.
      expect(BigInt(await ask(withFieldAt(good, "reservedDynamic", offset)))).to.equal(1n);
    }
  });

  it("are refused in the paymaster's input", async () => {
    const paymasterParams = { paymaster: guardian.address, paymasterInput: "0x8c5a3445" };
    const sponsored = await validation({ paymasterParams });
    expect(BigInt(await ask(sponsored))).to.equal(1n);
    for (const offset of WILD_OFFSETS) {
      await expectRefused(ask(withFieldAt(sponsored, "paymasterInput", offset)), "PaymasterFlowNotAllowed");
    }
  });

  it("are refused in the call to addValidationKey", async () => {
    for (const offset of WILD_OFFSETS) {
      for (const argument of [0, 3]) {
        const data = withArgument(honest.data, argument, offset);
        await expectRefused(ask(await validation({ data })), "NotAddValidationKey");
      }
    }
  });
});
