import { parseEther, Wallet } from "ethers";
import { passkeySigner } from "../../test/helpers/passkeys/passkey-signer";
import { broadcast, prepareTransaction } from "../../test/helpers/accounts/send-as";
import { createPasskey } from "../../test/helpers/passkeys/software-authenticator";
import { formatEth } from "../start/amounts";
import { holds, isRefused } from "./hold";
import type { Person } from "./person";
import type { Stage } from "./stage";

const AMOUNT = parseEther("0.1");
const INVALID_SIGNATURE = /signature/i;

/**
 * Runs step 2: the owner sends ETH with the passkey; anything but the owner's exact transaction is refused.
 */
export async function ownerSends(stage: Stage, { account, passkey, signer }: Person): Promise<void> {
  const { provider } = account;
  const friend = Wallet.createRandom().address;
  const tx = await prepareTransaction(account, signer, { to: friend, value: AMOUNT });
  const signature = await signer.sign(tx);

  const before = await provider.getBalance(account.address);
  const receipt = await (await broadcast(provider, tx, signature)).wait();
  stage.printer.done(`owner sends ${formatEth(AMOUNT)} with the passkey`, receipt);
  holds("the friend's balance", await provider.getBalance(friend), AMOUNT);
  const fee = receipt.gasUsed * receipt.gasPrice;
  holds("the account's balance", await provider.getBalance(account.address), before - AMOUNT - fee);

  const stranger = createPasskey({ origin: passkey.origin, credentialId: passkey.credentialId });
  const next = { ...tx, nonce: tx.nonce + 1 };
  const forged = await passkeySigner(stranger, stage.suite.addresses.passkey).sign(next);
  const honest = await signer.sign(next);
  await isRefused(stage, "another passkey signs", broadcast(provider, next, forged), INVALID_SIGNATURE);
  await isRefused(stage, "the same transaction again", broadcast(provider, tx, signature), /nonce/i);
  await isRefused(
    stage,
    "one wei more than was signed",
    broadcast(provider, { ...next, value: AMOUNT + 1n }, honest),
    INVALID_SIGNATURE,
  );
  holds("the friend's balance after that", await provider.getBalance(friend), AMOUNT);
}
