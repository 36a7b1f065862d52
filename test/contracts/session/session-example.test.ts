import { expect } from "chai";
import { parseEther, Wallet } from "ethers";
import type { Address } from "viem";
import { formatSessionPreferences, LimitZero } from "../../../sdk/src/session/index.js";
import { chainTime } from "../../helpers/chain/chain-time";
import { expectRefused } from "../../helpers/accounts/expect-refused";
import { fund } from "../../helpers/chain/fund";
import { fundedWallet, localProvider } from "../../helpers/chain/local-chain";
import { sendAs } from "../../helpers/accounts/send-as";
import { sessionSigner } from "../../helpers/sessions/session-signer";
import { createAccount, type SuiteAccount } from "../../helpers/accounts/suite-account";
import { deploySuite, type Suite } from "../../helpers/accounts/suite";
import type { AccountSigner } from "../../helpers/accounts/account-signer";

const ONE_DAY = 86_400n;

describe("The session in the documentation: feeLimit 0.1 ETH, transfers up to 0.1 ETH to one recipient", () => {
  const transferRecipient = Wallet.createRandom().address as Address;
  const session = {
    feeLimit: parseEther("0.1"),
    transfers: [{ to: transferRecipient, valueLimit: parseEther("0.1") }],
  };
  let suite: Suite;
  let account: SuiteAccount;
  let signer: AccountSigner;

  before(async () => {
    const provider = localProvider();
    suite = await deploySuite(await fundedWallet(provider));
    const key = Wallet.createRandom();
    const now = await chainTime(provider);
    const defaults = { expiresAt: now + ONE_DAY, feeLimit: LimitZero };
    const spec = { signer: key.address, ...formatSessionPreferences(session, defaults, { now }) };
    account = await createAccount(suite, { session: spec, owners: [suite.deployer.address] });
    await fund(suite.deployer, account.address, parseEther("1"));
    const clock = () => chainTime(provider);
    signer = sessionSigner({ privateKey: key.privateKey, spec, module: suite.addresses.session, clock });
  });

  it("lets the session key send 0.1 ETH in two parts, and not one wei more", async () => {
    await sendAs(account, signer, { to: transferRecipient, value: parseEther("0.06") });
    await expectRefused(
      sendAs(account, signer, { to: transferRecipient, value: parseEther("0.04") + 1n }),
      "ValueLimitExceeded",
    );
    await sendAs(account, signer, { to: transferRecipient, value: parseEther("0.04") });
    await expectRefused(sendAs(account, signer, { to: transferRecipient, value: 1n }), "ValueLimitExceeded");
    expect(await account.provider.getBalance(transferRecipient)).to.equal(parseEther("0.1"));
  });

  it("refuses a transaction whose maximum fee is over 0.1 ETH", async () => {
    const gasLimit = 10_000_000n;
    const maxFeePerGas = session.feeLimit / gasLimit + 1n;
    const call = { to: transferRecipient, value: 0n, gasLimit, maxFeePerGas };
    await expectRefused(sendAs(account, signer, call), "FeeLimitExceeded");
  });
});
