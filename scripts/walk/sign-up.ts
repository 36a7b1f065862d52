import { hexlify, parseEther, parseUnits, randomBytes } from "ethers";
import { fund } from "../../test/helpers/chain/fund";
import { passkeySigner } from "../../test/helpers/passkeys/passkey-signer";
import { createPasskey } from "../../test/helpers/passkeys/software-authenticator";
import { createAccount, predictAddress } from "../../test/helpers/accounts/suite-account";
import { holds } from "./hold";
import type { Person } from "./person";
import type { Stage } from "./stage";

const ORIGIN = "https://auth.example";
const POCKET_MONEY = parseEther("1");
const TOKENS = parseUnits("1000", 18);

/** Runs step 1: a passkey, and an account that it opens, in one transaction and at the predicted address. */
export async function signUp(stage: Stage): Promise<Person> {
  const { suite, token, printer } = stage;
  const passkey = createPasskey({ origin: ORIGIN });
  printer.note(`passkey ${hexlify(passkey.credentialId)} created for ${ORIGIN}`);

  const uniqueId = hexlify(randomBytes(32));
  const predicted = await predictAddress(suite, uniqueId);
  printer.note(`account will be at ${predicted}`);
  const account = await createAccount(suite, { passkey, session: true, uniqueId });
  printer.done("account deployed with its passkey and the session module", account.receipt);

  const owner = await suite.passkeyModule.registeredAddress(ORIGIN, passkey.credentialId);
  holds("the account's address", account.address, predicted);
  holds("the passkey's account", owner, account.address);
  holds(
    "session module is installed",
    await account.contract.isModuleValidator(suite.addresses.session),
    true,
  );

  await fund(suite.deployer, account.address, POCKET_MONEY);
  await (await token.mint(account.address, TOKENS)).wait();
  printer.note("a friend sends 1 ETH and 1000 tokens");
  return { account, passkey, signer: passkeySigner(passkey, suite.addresses.passkey) };
}
