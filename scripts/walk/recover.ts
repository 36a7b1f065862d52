import { utils, Wallet } from "zksync-ethers";
import { increaseTime } from "../../test/helpers/chain/chain-time";
import { passkeySigner } from "../../test/helpers/passkeys/passkey-signer";
import {
  finishingCall,
  hashedOriginDomain,
  recoveryOf,
  recoverySigner,
} from "../../test/helpers/recovery/recovery";
import { sendAs } from "../../test/helpers/accounts/send-as";
import { createPasskey } from "../../test/helpers/passkeys/software-authenticator";
import { holds, isRefused } from "./hold";
import { ORIGIN, sponsoredSignUp } from "./sponsored-sign-up";
import type { Stage } from "./stage";

const DAY_SECONDS = 86_400;
/** What is sent without an estimate is refused with its own reason rather than the estimate's. */
const UNESTIMATED = { gasLimit: 3_000_000n };

/**
 * Runs steps 6 and 7: someone without ETH signs up, loses the passkey, and gets back in with a guardian's
 * help.
 */
export async function recover(stage: Stage): Promise<void> {
  const { suite, paymaster, printer } = stage;
  const { addresses, provider, recoveryModule } = suite;
  const guardian = new Wallet(Wallet.createRandom().privateKey, provider);
  const { account } = await sponsoredSignUp(stage, guardian.address);

  printer.title("7  Lose the passkey, and recover");
  const paymasterParams = utils.getPaymasterParams(await paymaster.getAddress(), {
    type: "General",
    innerInput: "0x",
  });
  const sponsored = {
    type: utils.EIP712_TX_TYPE,
    customData: { gasPerPubdata: utils.DEFAULT_GAS_PER_PUBDATA_LIMIT, paymasterParams },
  };
  const asGuardian = recoveryModule.connect(guardian);
  const agreed = await guardian.sendTransaction({
    ...(await asGuardian.addGuardian.populateTransaction(hashedOriginDomain(ORIGIN), account.address)),
    ...sponsored,
  });
  printer.done("the friend agrees", await agreed.wait());
  const passkey = createPasskey({ origin: ORIGIN });
  const started = await guardian.sendTransaction({
    ...(await asGuardian.initRecovery.populateTransaction(...recoveryOf(account.address, passkey))),
    ...sponsored,
  });
  printer.done("the friend starts a recovery with the owner's new passkey", await started.wait());

  const finish = (gas: { gasLimit?: bigint } = {}, key = passkey) =>
    sendAs(account, recoverySigner(addresses.recovery), {
      ...finishingCall(addresses.passkey, key),
      ...gas,
      paymasterParams,
    });
  await isRefused(stage, "finishing at once", finish(UNESTIMATED), /^TimestampOutOfRange|block\.timestamp/);
  await increaseTime(provider, DAY_SECONDS);
  printer.note("a day goes by");
  await isRefused(
    stage,
    "with another passkey",
    finish(UNESTIMATED, createPasskey({ origin: ORIGIN })),
    /^WrongPasskey/,
  );
  printer.done("anyone finishes the recovery", await finish());
  await isRefused(stage, "finishing again", finish(UNESTIMATED), /^NoRecovery/);

  const owner = await suite.passkeyModule.registeredAddress(ORIGIN, passkey.credentialId);
  holds("the new passkey's account", owner, account.address);
  const receipt = await sendAs(account, passkeySigner(passkey, addresses.passkey), {
    to: addresses.recovery,
    data: recoveryModule.interface.encodeFunctionData("removeGuardian", [
      hashedOriginDomain(ORIGIN),
      guardian.address,
    ]),
    paymasterParams,
  });
  printer.done("the owner is back, and signs with the new passkey", receipt);
}
