import { hexlify, randomBytes } from "ethers";
import { utils, Wallet } from "zksync-ethers";
import { encodeModuleInstall, encodePasskeyInstall } from "../../test/helpers/accounts/module-install";
import { passkeySigner } from "../../test/helpers/passkeys/passkey-signer";
import { hashedOriginDomain } from "../../test/helpers/recovery/recovery";
import { sendAs, type AccountOnChain } from "../../test/helpers/accounts/send-as";
import { createPasskey, type Passkey } from "../../test/helpers/passkeys/software-authenticator";
import { formatEth } from "../start/amounts";
import { holds } from "./hold";
import type { Stage } from "./stage";

export const ORIGIN = "https://auth.example";

/** Someone without ETH, who signed up nevertheless. */
export interface Newcomer {
  readonly account: AccountOnChain;
  readonly passkey: Passkey;
}

/**
 * Runs step 6: from an empty wallet, an account with passkey, sessions and recovery, and its guardian; the
 * paymaster pays.
 */
export async function sponsoredSignUp(stage: Stage, guardian: string): Promise<Newcomer> {
  const { suite, paymaster, printer } = stage;
  const { addresses, provider } = suite;
  const sponsor = await paymaster.getAddress();
  const before = await provider.getBalance(sponsor);
  const paymasterParams = utils.getPaymasterParams(sponsor, { type: "General", innerInput: "0x" });
  const passkey = createPasskey({ origin: ORIGIN });
  const wallet = new Wallet(Wallet.createRandom().privateKey, provider);

  const request = await suite.factory
    .connect(wallet)
    .deployProxySsoAccount.populateTransaction(
      hexlify(randomBytes(32)),
      [
        encodeModuleInstall(addresses.passkey, encodePasskeyInstall(passkey)),
        encodeModuleInstall(addresses.session),
        encodeModuleInstall(addresses.recovery),
      ],
      [],
    );
  const response = await wallet.sendTransaction({
    ...request,
    type: utils.EIP712_TX_TYPE,
    customData: { gasPerPubdata: utils.DEFAULT_GAS_PER_PUBDATA_LIMIT, paymasterParams },
  });
  printer.done("an empty wallet deploys an account with a passkey", await response.wait());
  const address = await suite.passkeyModule.registeredAddress(ORIGIN, passkey.credentialId);
  const account = { address, provider };

  const proposal = await sendAs(account, passkeySigner(passkey, addresses.passkey), {
    to: addresses.recovery,
    data: suite.recoveryModule.interface.encodeFunctionData("proposeGuardian", [
      hashedOriginDomain(ORIGIN),
      guardian,
    ]),
    paymasterParams,
  });
  printer.done("its owner asks a friend to be the guardian", proposal);
  holds("the wallet's balance", await provider.getBalance(wallet.address), 0n);
  holds("the account's balance", await provider.getBalance(address), 0n);
  const paid = before - (await provider.getBalance(sponsor));
  const { forAll } = await paymaster.remaining(address);
  printer.note(
    `the paymaster paid ${formatEth(paid)}; ${formatEth(forAll)} are left of its budget for today`,
  );
  return { account, passkey };
}
