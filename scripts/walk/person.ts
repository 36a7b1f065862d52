import type { AccountSigner } from "../../test/helpers/accounts/account-signer";
import type { SuiteAccount } from "../../test/helpers/accounts/suite-account";
import type { Passkey } from "../../test/helpers/passkeys/software-authenticator";

/** Someone who signed up: an account and the passkey that opens it. */
export interface Person {
  readonly account: SuiteAccount;
  readonly passkey: Passkey;
  readonly signer: AccountSigner;
}
